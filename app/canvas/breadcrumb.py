"""The bar over the canvas that says which container is shown, and leads out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.canvas.inside import Inside
from app.look import look


class Breadcrumb(QFrame):
    """A button for each container on the way in; only while one is shown alone."""

    def __init__(self, inside: Inside, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("breadcrumb")
        self.setAccessibleName("Where you are")
        self.setProperty("kind", "breadcrumb")
        self._inside, self._canvas = inside, canvas
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.move(0, 0)
        inside.changed.connect(self.follow)
        look.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Shows the way as it is now."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        steps = self._inside.way()
        for number, (container, title) in enumerate(steps):
            if number:
                self._row.addWidget(_arrow())
            self._row.addWidget(self._step(container, title, last=number == len(steps) - 1))
        if not look.is_projected:  # there Esc ends the presentation
            hint = QLabel("Esc leads out")
            hint.setProperty("role", "small")
            hint.setContentsMargins(12, 0, 8, 0)
            self._row.addWidget(hint)
        for number in range(self._row.count()):
            if (item := self._row.itemAt(number)) is not None and (shown := item.widget()) is not None:
                shown.show()
        self.setVisible(len(steps) > 1)
        self.adjustSize()
        self.raise_()

    def _step(self, container: int | None, title: str, last: bool) -> QToolButton:
        button = QToolButton()
        button.setText(title)
        button.setObjectName(f"crumb:{'model' if container is None else container}")
        button.setAutoRaise(True)
        button.setEnabled(not last)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip("The whole model" if container is None else f"Shows this {title} alone")
        button.clicked.connect(partial(self._go, container))
        return button

    def _go(self, container: int | None) -> None:
        self._inside.go(container)
        self._canvas.setFocus()


def _arrow() -> QLabel:
    arrow = QLabel("›")
    arrow.setProperty("role", "muted")
    return arrow
