"""What every gesture is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from app.canvas.desk import Desk
from app.document.model import Point

Keys = Qt.KeyboardModifier
SHIFT, CTRL, ALT = Keys.ShiftModifier, Keys.ControlModifier, Keys.AltModifier

THRESHOLD = 4.0
"""How many pixels of the screen the pointer moves before a press becomes a drag."""


class Gesture:
    """Follows the pointer from a press to a release. `at` is in canvas pixels, `spot` in the viewport's.

    `end` makes at most one edit; `cancel` leaves everything as it was. Both take away what the gesture
    showed.
    """

    cursor: Qt.CursorShape | None = None

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        """The pointer is at another place, or other keys are held."""

    def end(self, at: Point, keys: Keys, spot: QPointF) -> None:
        """The button was let go."""

    def cancel(self) -> None:
        """It shall not have been."""
        self.desk.overlay.clear()
