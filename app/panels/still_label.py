"""A label for words that change many times a second."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget


class StillLabel(QLabel):
    """Only ever grows. A plain label has the whole window laid out anew whenever its words change, which
    takes more time than writing them.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, least: int = 0) -> None:
        super().__init__(text, parent)
        self._least = least
        self._fit()

    def set_least(self, width: int) -> None:
        """Has it at least so wide, and no wider than that or its words."""
        self._least = width
        self._fit(anew=True)

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit(anew=True)

    def _fit(self, anew: bool = False) -> None:
        """A label of a fixed size asks nobody for room."""
        hint = self.sizeHint()
        before = 0 if anew else self.minimumWidth()
        width = max(hint.width(), self._least, before)
        if (width, hint.height()) != (self.minimumWidth(), self.minimumHeight()):
            self.setFixedSize(width, hint.height())
