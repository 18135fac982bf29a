"""A slider that goes to where it is clicked, as people expect of a film's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from app.look import look

HANDLE = 14
"""The handle's width at 100 %, as the stylesheet has it."""


class Scrubber(QSlider):
    """A horizontal one; a drag may begin anywhere on it."""

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
