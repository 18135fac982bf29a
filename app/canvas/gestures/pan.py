"""Shifting what is seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from app.canvas.desk import Desk
from app.canvas.gestures.gesture import Gesture, Keys
from app.document.model import Point


class Pan(Gesture):
    """The drawing follows the pointer."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, desk: Desk, spot: QPointF) -> None:
        super().__init__(desk)
        self._last = self._first = spot

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        self.desk.camera.pan(spot - self._last)
        self._last = spot

    def cancel(self) -> None:
        self.desk.camera.pan(self._first - self._last)
        self._last = self._first
