"""Draws a card or a frame with all that is in it from afar, in a few calls: no ports, few words."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.canvas.geometry.box import Box
from app.canvas.geometry.measure import HEADER
from app.canvas.geometry.rect import plus
from app.canvas.paint import pens
from app.canvas.paint.card import STRIP
from app.canvas.paint.names import fitted
from app.document.model import Point
from app.look import look

LINES_FROM = 0.1
"""The zoom from which the wires within frames are drawn."""
NAMES_FROM = 0.18
"""The zoom from which some names are large enough to be read."""


@dataclass(slots=True)
class Batch:
    """What is drawn with the same pen and brush, together; from the corner of the outermost box."""

    grounds: dict[int, list[QRectF]] = field(default_factory=dict)  # frames, by how deep they stand
    cards: list[QRectF] = field(default_factory=list)
    slots: list[QRectF] = field(default_factory=list)
    strips: dict[str, list[QRectF]] = field(default_factory=dict)  # by category
    lines: QPainterPath = field(default_factory=QPainterPath)
    names: list[tuple[QRectF, Box]] = field(default_factory=list)


def batch(box: Box) -> Batch:
    """All that is drawn of a box that stands on the canvas."""
    made = Batch()
    _add(made, box, (0.0, 0.0), 0)
    return made


def _add(made: Batch, box: Box, at: Point, depth: int) -> None:
    rect = QRectF(at[0], at[1], box.w, box.h)
    made.names.append((rect, box))
    if not box.is_frame:
        if box.kind == "slot":
            made.slots.append(rect)
        else:
            made.cards.append(rect)
            made.strips.setdefault(box.category, []).append(QRectF(at[0], at[1], STRIP, box.h))
        return
    made.grounds.setdefault(depth, []).append(rect)
    for link in box.links:
        made.lines.addPath(link.curve.path.translated(*at))
    for a, b in box.bars:
        made.lines.moveTo(QPointF(*plus(at, a)))
        made.lines.lineTo(QPointF(*plus(at, b)))
    for track in box.tracks:
        made.lines.addPath(track.curve.path.translated(*plus(at, box.origin)))
    for child, spot in box.children:
        _add(made, child, plus(at, spot), depth + 1)


def draw(painter: QPainter, shown: Batch, zoom: float) -> None:
    """The batch, from (0, 0); without words."""
    theme = look.theme
    edge = pens.hair(theme.outline)
    painter.setPen(edge)
    for depth, rects in shown.grounds.items():
        painter.setBrush(pens.brush(theme.frame(depth)))
        painter.drawRects(rects)
    if zoom >= LINES_FROM and not shown.lines.isEmpty():
        painter.setPen(pens.hair(theme.wire))
        painter.setBrush(pens.NO_BRUSH)
        painter.drawPath(shown.lines)
        painter.setPen(edge)
    if shown.cards:
        painter.setBrush(pens.brush(theme.raised))
        painter.drawRects(shown.cards)
    if shown.slots:
        painter.setBrush(pens.brush(theme.canvas))
        painter.drawRects(shown.slots)
    painter.setPen(pens.NO_PEN)
    for category, strips in shown.strips.items():
        painter.setBrush(pens.brush(theme.category(category)))
        painter.drawRects(strips)


def draw_names(painter: QPainter, shown: Batch, zoom: float, seen: QRectF) -> None:
    """The names that are seen and have room enough to be read; `seen` counts from the batch's corner."""
    painter.setPen(pens.pen(look.theme.text))
    for rect, box in shown.names:
        if not rect.intersects(seen):
            continue
        high = HEADER if box.is_frame else box.line * 2 - 4
        wide = box.w - (24 if box.is_frame else STRIP + 12)
        size, text = fitted(box.title, zoom, wide, high)
        if not text:
            continue
        painter.setFont(pens.name_font(round(size)))
        if box.is_frame:
            spot = QRectF(rect.x() + 12, rect.y() + 2, box.w - 24, HEADER)
            painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        else:
            spot = QRectF(rect.x() + STRIP + 4, rect.y(), box.w - STRIP - 8, box.line * 2)
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
