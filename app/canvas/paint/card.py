"""Draws a card: its strip, its words, its ports, its state."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.canvas.geometry.box import Box
from app.canvas.geometry.measure import TEXT_LEFT, TEXT_RIGHT, small_width
from app.canvas.paint import pens, ports
from app.canvas.paint.names import fits, fitted
from app.canvas.paint.state import State
from app.look import look
from app.look.icons import icon
from app.look.tokens import RADIUS, RADIUS_SMALL, STRONG

STRIP = 5.0
_FAR_LINE = 1.25
"""The height of a line of small words, in sizes of the type."""
RING = 4.0
"""How far outside the edge the ring of the keyboard's focus is."""


def card(
    painter: QPainter, box: Box, state: State, zoom: float, stands_free: bool, mark: str = ""
) -> None:
    """A module, the data or the criterion, from (0, 0); `mark` is that of weights that are shared."""
    _body(painter, box, state, zoom)
    if zoom >= pens.TEXT_FROM:
        _words(painter, box, state, mark)
    else:
        _name(painter, box, state, zoom)
    if zoom >= pens.PORTS_FROM:
        _ports(painter, box, stands_free)
    if State.FOCUSED in state:
        ring(painter, QRectF(0, 0, box.w, box.h))


def _body(painter: QPainter, box: Box, state: State, zoom: float) -> None:
    theme = look.theme
    ground = theme.hover if State.HOVERED in state else theme.canvas if box.kind == "slot" else theme.raised
    if zoom < pens.PORTS_FROM:
        _far(painter, box, state, ground)
        return
    shape = _shape(box.w, box.h)
    if box.is_stack:
        _stack(painter, shape)
    painter.fillPath(shape, pens.brush(ground))
    if box.kind != "slot":
        painter.fillPath(_strip(box.h), pens.brush(theme.category(box.category)))
    if State.RUNNING in state:
        painter.setPen(pens.NO_PEN)
        painter.setBrush(pens.brush(theme.running))
        painter.drawRect(QRectF(STRIP + 7, box.h - 5, box.w - STRIP - 14, 2.5))
    painter.setPen(edge(state, dashed=box.kind == "slot"))
    painter.setBrush(pens.NO_BRUSH)
    painter.drawPath(shape)


def _stack(painter: QPainter, shape: QPainterPath) -> None:
    """The edges of cards under the card: it stands for several."""
    painter.setPen(pens.pen(look.theme.outline, 1.0))
    for step in (6.0, 3.0):
        painter.setBrush(pens.brush(look.theme.raised))
        painter.drawPath(shape.translated(step, step))


def _far(painter: QPainter, box: Box, state: State, ground: str) -> None:
    """The same from far away, where corners cannot be seen."""
    painter.fillRect(QRectF(0, 0, box.w, box.h), pens.brush(ground))
    if box.kind != "slot":
        painter.fillRect(QRectF(0, 0, STRIP, box.h), pens.brush(look.theme.category(box.category)))
    painter.setPen(edge(state, dashed=box.kind == "slot"))
    painter.setBrush(pens.NO_BRUSH)
    painter.drawRect(QRectF(0, 0, box.w, box.h))


@lru_cache(maxsize=512)
def _shape(w: float, h: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, w, h), RADIUS, RADIUS)
    return path


@lru_cache(maxsize=128)
def _strip(h: float) -> QPainterPath:
    """The part of a card's shape that shows its category."""
    part = QPainterPath()
    part.addRect(QRectF(0, 0, STRIP, h))
    return _shape(64.0, h).intersected(part)


def edge(state: State, dashed: bool = False) -> QPen:
    """The line around a card or frame."""
    theme = look.theme
    if not state:
        return pens.pen(theme.outline, 1.0, (4.0, 3.0) if dashed else ())
    if State.SELECTED in state:
        return pens.pen(theme.selected, 3.0)
    if State.TARGET in state:
        return pens.pen(theme.forward, 2.5)
    if State.FAULTY in state:
        return pens.pen(theme.fault, 2.0)
    if State.HOVERED in state:
        return pens.pen(theme.text_muted, 2.0)
    dashes = (4.0, 3.0) if dashed or State.UNUSED in state else ()
    return pens.pen(theme.outline, 1.0, dashes)


def ring(painter: QPainter, rect: QRectF) -> None:
    """The ring of the keyboard's focus."""
    painter.setPen(pens.pen(look.theme.focus, 2.0))
    painter.setBrush(pens.NO_BRUSH)
    painter.drawRoundedRect(rect.adjusted(-RING, -RING, RING, RING), RADIUS + RING, RADIUS + RING)


def shared(painter: QPainter, spot: QRectF, mark: str) -> None:
    """The letter that all cards bear which use the same weights."""
    painter.setPen(pens.pen(look.theme.text_muted, 1.0))
    painter.setBrush(pens.NO_BRUSH)
    painter.drawRoundedRect(spot, RADIUS_SMALL, RADIUS_SMALL)
    painter.setFont(pens.small(STRONG))
    painter.setPen(pens.pen(look.theme.text))
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, mark)


def _words(painter: QPainter, box: Box, state: State, mark: str) -> None:
    theme = look.theme
    pale = State.UNUSED in state or box.kind == "slot" or box.muted
    painter.setFont(pens.struck() if box.muted else pens.strong())
    painter.setPen(pens.pen(theme.text_muted if pale else theme.text))
    first = 25.0 if box.sizes or box.label else 33.0
    painter.drawText(QPointF(TEXT_LEFT, first), box.title)
    painter.setFont(pens.small())
    painter.setPen(pens.pen(theme.text_muted))
    lines = [line for line in (box.sizes, box.through, box.label) if line]
    for k, line in enumerate(lines):
        _line(painter, line, 43.0 + 16 * k, () if k or not box.sizes else box.followed)
    if box.frozen:
        side = TEXT_RIGHT - 6
        icon("snowflake", "text_muted").paint(painter, QRectF(box.w - side - 3, 3, side, side).toRect())
    if mark:
        shared(painter, QRectF(box.w - 19, box.h - 19, 15, 15), mark)
    for outlet in box.outs:
        if outlet.words:
            spot = QRectF(0, outlet.at[1] - 10, box.w - 16, 20)
            painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, outlet.words)


def _line(painter: QPainter, text: str, base: float, slanted: tuple[tuple[int, int], ...]) -> None:
    """A line of small words, some parts of it slanted."""
    at = 0
    for start, end in (*slanted, (len(text), len(text))):
        for font, part in ((pens.small(), (at, start)), (pens.slanted(), (start, end))):
            painter.setFont(font)
            painter.drawText(QPointF(TEXT_LEFT + small_width(text[: part[0]]), base), text[slice(*part)])
        at = end


def _name(painter: QPainter, box: Box, state: State, zoom: float) -> None:
    """The name, as large as the card can take, and its sizes under it where there is room for both."""
    high = box.line * 2
    small = pens.small_far(zoom)
    both = bool(box.sizes) and fits(box.title, box.sizes, zoom, box.w - STRIP - 12, high - 4)
    lower = small * _FAR_LINE if both else 0.0
    size, text = fitted(box.title, zoom, box.w - STRIP - 12, high - 4 - lower)
    if text:
        painter.setFont(pens.name_font(round(size)))
        theme = look.theme
        painter.setPen(pens.pen(theme.text_muted if State.UNUSED in state else theme.text))
        spot = QRectF(STRIP + 4, 0, box.w - STRIP - 8, high - lower)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
    if both:
        painter.setFont(pens.font(round(small)))
        painter.setPen(pens.pen(look.theme.text_muted))
        spot = QRectF(STRIP + 4, high - lower - 5, box.w - STRIP - 8, lower)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, box.sizes)


def _ports(painter: QPainter, box: Box, stands_free: bool) -> None:
    outs = [outlet.at for outlet in box.outs]
    if not stands_free:
        ports.dots(painter, [*box.ins, *outs])
        return
    lone = box.ins[:-1] if box.spare else box.ins
    ports.ports(painter, [*lone, *outs])
    if box.spare:
        ports.spare(painter, box.ins[-1])
