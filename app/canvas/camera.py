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


class Camera:
    """Moves the eye of a view. The zoom is always a number between LEAST and MOST."""

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
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
        """All of `area`, in the middle, at most `most` times as large as at 100 %."""
        size = self._view.viewport().size()
        margin = min(_MARGIN, size.width() / 24, size.height() / 16)
        wide, high = size.width() - 2 * margin, size.height() - 2 * margin
        fit = min(wide / max(area.w, 1.0), high / max(area.h, 1.0))
        scale = min(max(fit, LEAST), most)
        self._view.setTransform(QTransform.fromScale(scale, scale))
        self._put(QPointF(*area.centre), QPointF(size.width() / 2, size.height() / 2))

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
