"""A small button with words of its own that does what a command does."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from app.look import restyle


class ActionButton(QToolButton):
    """It follows its action: what that may not do, it may not; its tooltip says why."""

    def __init__(self, action: QAction, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setObjectName(f"{action.objectName()}Button")
        self.setText(words)
        self.setAccessibleName(action.text().replace("&", ""))
        restyle(self, kind="small")
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())
