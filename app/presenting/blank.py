"""A black picture in place of the window: the audience is to look at the speaker."""

from __future__ import annotations

from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.look.tokens import DARK


class Blank(QWidget):
    """Covers a window; a click takes it away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("blank")
        self.setAccessibleName("Blank: press B to go on")
        self._window = window
        self.hide()

    def turn(self, on: bool) -> None:
        """On or off."""
        self.setGeometry(self._window.rect())
        self.setVisible(on)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(DARK.canvas))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.turn(False)
