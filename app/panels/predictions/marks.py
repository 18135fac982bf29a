"""The examples on a figure, kept as a picture: they stay while what lies below them changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from app.look import look
from app.panels.predictions.paper import draw_mark

Mark = tuple[QPointF, int, str, bool]
"""Where, the class's number, the fill, and whether it is held out; as `draw_mark` takes them."""


class Marks:
    """Draws the same marks again and again; hundreds of them take Qt ten milliseconds, a picture a tenth."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._picture = QPixmap()

    def picture(self, key: Hashable, marks: Callable[[], Iterable[Mark]], on: QWidget) -> QPixmap:
        """As large as the widget. `key` is alike for marks that look alike."""
        key = (key, on.width(), on.height(), on.devicePixelRatioF(), look.theme, look.scale)
        if key != self._key:
            self._key, self._picture = key, _drawn(marks(), on)
        return self._picture


def _drawn(marks: Iterable[Mark], on: QWidget) -> QPixmap:
    ratio = on.devicePixelRatioF()
    picture = QPixmap(on.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        draw_mark(painter, *mark)
    painter.end()
    return picture
