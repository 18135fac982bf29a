"""A slider that goes to where it is clicked, as people expect of a film's, and steps with the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from app.look import look

HANDLE = 14
"""The handle's width at 100 %, as the stylesheet has it."""
FAR = 1_000_000
"""More steps than there ever are."""
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_Home: -FAR,
    Qt.Key.Key_End: FAR,
}


class Scrubber(QSlider):
    """A horizontal one; a drag may begin anywhere on it.

    `stepped` says by how many stops keys or wheel go on, or back. Whoever listens sets the value: only they
    know where the stops are.
    """

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            handle = look.scaled(HANDLE)
            along, room = round(event.position().x()) - handle // 2, self.width() - handle
            self.setSliderPosition(
                QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), along, room)
            )
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = STEPS.get(Qt.Key(event.key()))
        if steps is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(steps)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if turned := event.angleDelta().y():
            self.stepped.emit(1 if turned > 0 else -1)
        event.accept()
