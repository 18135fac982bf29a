"""What part of the canvas is seen, and how large: zooming, panning, framing."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QTransform
from PySide6.QtWidgets import QGraphicsView

from app.canvas.geometry.rect import Rect
from app.document.model import Point

LEAST, MOST = 0.05, 4.0
"""How far the zoom goes."""
_MARGIN = 48.0
_FAR = 1e6


class Eye(NamedTuple):
    """How large the canvas is seen, and which point of it in the middle."""

    scale: float
    centre: Point


class Framing(NamedTuple):
    """How things are put into view.

    `least` and `most`: the zoom, whatever fits (no most: what is asked for). `top` and `bottom`: pixels of
    the viewport that are to be kept free; `margin`: pixels beside what is shown, where there is room.
    """

    least: float = LEAST
    most: float | None = None
    top: float = 0.0
    bottom: float = 0.0
    margin: float = _MARGIN


class Camera:
    """Moves the eye of a view. The zoom is always a number between LEAST and MOST."""

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
        self.framing = Framing()
        self.moved: Callable[[], object] = lambda: None  # is called when another part is seen
        view.setSceneRect(-_FAR / 2, -_FAR / 2, _FAR, _FAR)

    @property
    def scale(self) -> float:
        """Screen pixels per canvas pixel."""
        return self._view.transform().m11()

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Larger by `factor` while the point of the viewport `around` (its middle when None) stays where it
        is.
        """
        self.zoom_to(self.scale * factor, around)

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zooms as two fingers on a touchpad do; whether the gesture was that."""
        is_zoom = event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        if is_zoom:
            self.zoom(1 + event.value(), event.position())
        return is_zoom

    def zoom_to(self, scale: float, around: QPointF | None = None) -> None:
        """To this many screen pixels per canvas pixel; what is no number is ignored."""
        if not isfinite(scale):
            return
        spot = QPointF(self._view.viewport().rect().center()) if around is None else around
        fixed = self.to_canvas(spot)
        scale = min(max(scale, LEAST), MOST)
        if abs(scale - 1) < 0.02:
            scale = 1.0
        self._view.setTransform(QTransform.fromScale(scale, scale))
        self._put(fixed, spot)

    def pan(self, by: QPointF) -> None:
        """Shifts the drawing by so many pixels of the viewport."""
        spot = QPointF(self._view.viewport().rect().center())
        self._put(self.to_canvas(spot), spot + by)

    def show(self, area: Rect, most: float = 1.25) -> None:
        """All of `area`, in the middle, at most `most` times as large as at 100 %; where even the least zoom
        is too much for that, its beginning.
        """
        room, rule = self._room(), self.framing
        fit = min(room.w / max(area.w, 1.0), room.h / max(area.h, 1.0))
        scale = min(max(fit, rule.least), rule.most or most)
        self._view.setTransform(QTransform.fromScale(scale, scale))
        x, y = area.centre
        x = x if area.w * scale <= room.w + 1 else area.x + room.w / scale / 2
        y = y if area.h * scale <= room.h + 1 else area.y + room.h / scale / 2
        self._put(QPointF(x, y), QPointF(*room.centre))

    def reveal(self, area: Rect) -> None:
        """Shifts what is seen as little as needed for `area` to be in the room that is free."""
        room, a = self._room(), self.to_viewport(QPointF(area.x, area.y))
        wide, high = area.w * self.scale, area.h * self.scale
        across = _shift(a.x(), wide, room.x, room.right)
        down = _shift(a.y(), high, room.y, room.bottom)
        if across or down:
            self.pan(QPointF(across, down))

    def _room(self) -> Rect:
        """The part of the viewport into which things are framed."""
        size, rule = self._view.viewport().size(), self.framing
        margin = min(rule.margin, size.width() / 24, size.height() / 16)
        high = max(size.height() - rule.top - rule.bottom - 2 * margin, 1.0)
        return Rect(margin, rule.top + margin, size.width() - 2 * margin, high)

    def eye(self) -> Eye:
        """How it sees now, to `look` so again later."""
        return Eye(self.scale, self.seen().centre)

    def look(self, eye: Eye) -> None:
        """Sees as it did when `eye` was taken."""
        self._view.setTransform(QTransform.fromScale(eye.scale, eye.scale))
        size = self._view.viewport().size()
        self._put(QPointF(*eye.centre), QPointF(size.width() / 2, size.height() / 2))

    def to_canvas(self, spot: QPointF) -> QPointF:
        """The point of the canvas that is seen at a point of the viewport."""
        inverse, _ = self._view.viewportTransform().inverted()
        return inverse.map(spot)

    def to_viewport(self, point: QPointF) -> QPointF:
        """Where a point of the canvas is seen in the viewport."""
        return self._view.viewportTransform().map(point)

    def seen(self) -> Rect:
        """The part of the canvas that is seen."""
        size = self._view.viewport().size()
        a, b = self.to_canvas(QPointF(0, 0)), self.to_canvas(QPointF(size.width(), size.height()))
        return Rect(a.x(), a.y(), b.x() - a.x(), b.y() - a.y())

    def _put(self, point: QPointF, spot: QPointF) -> None:
        """Scrolls so that `point` of the canvas is seen at `spot` of the viewport."""
        offset = self._view.viewportTransform().map(point) - spot
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(round(across.value() + offset.x()))
        down.setValue(round(down.value() + offset.y()))
        self.moved()


def _shift(at: float, length: float, low: float, high: float) -> float:
    """How far `length` pixels from `at` on must move to be between the two; if need be, their beginning."""
    if at < low or length > high - low:
        return low - at
    return min(high - at - length, 0.0)
