"""The model as the minimap shows it: grounds and cards as plain rectangles, no words, no wires."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.canvas.geometry.box import Box
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, plus
from app.canvas.paint import pens
from app.canvas.remarks.outline import area, by_height
from app.document.model import Point
from app.look import look

_LEAST = 1.5
"""What is smaller than this in pixels of the picture is not looked into."""


class Scale:
    """From the canvas to a picture: the whole of `model`, as large as it fits into `room`, in its middle."""

    def __init__(self, model: Rect, room: Rect) -> None:
        self.factor = min(room.w / max(model.w, 1.0), room.h / max(model.h, 1.0))
        (x, y), (u, v) = model.centre, room.centre
        self._offset = (u - x * self.factor, v - y * self.factor)

    def rect(self, rect: Rect) -> QRectF:
        """Where a part of the canvas is in the picture."""
        (x, y), f = self._offset, self.factor
        return QRectF(rect.x * f + x, rect.y * f + y, rect.w * f, rect.h * f)

    def point(self, spot: QPointF) -> Point:
        """The point of the canvas at a point of the picture."""
        return (spot.x() - self._offset[0]) / self.factor, (spot.y() - self._offset[1]) / self.factor


def draw(painter: QPainter, plan: Plan, scale: Scale) -> None:
    """Notes and regions, then frames from the outside in, then cards."""
    theme = look.theme
    for remark in by_height(plan.remarks.values()):
        painter.fillRect(scale.rect(area(remark)), pens.brush(theme.tints[remark.tint].edge, 90))
    cards: dict[str, list[QRectF]] = {}
    for box, at, depth in _boxes(plan.root, scale.factor):
        rect = scale.rect(Rect(*at, box.w, box.h))
        if box.is_frame:
            painter.setPen(pens.pen(theme.outline, 0.5))
            painter.setBrush(pens.brush(theme.frame(depth)))
            painter.drawRect(rect)
        else:
            cards.setdefault(box.category, []).append(rect)
    painter.setPen(pens.NO_PEN)
    for category, rects in cards.items():
        painter.setBrush(pens.brush(theme.category(category)))
        painter.drawRects(rects)


def _boxes(holder: Box | None, factor: float) -> Iterator[tuple[Box, Point, int]]:
    """All that is large enough to be seen, holders first, with where it is and how deep."""
    pending = [(box, at, 0) for box, at in (holder.children if holder else ())]
    while pending:
        box, at, depth = pending.pop()
        yield box, at, depth
        if min(box.w, box.h) * factor > _LEAST:
            pending += [(child, plus(at, spot), depth + 1) for child, spot in box.children]
