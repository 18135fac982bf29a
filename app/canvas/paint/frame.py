"""Draws a container's frame: its ground, its header, the wires that follow from it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.canvas.geometry.box import Box
from app.canvas.geometry.measure import CONTENT, HEADER, title_width
from app.canvas.paint import pens, ports, wire
from app.canvas.paint.card import edge, ring
from app.canvas.paint.names import fitted
from app.canvas.paint.state import State
from app.look import look
from app.look.icons import icon
from app.look.tokens import RADIUS

_BASE = 21.0
"""The base line of the header's words."""


def frame(painter: QPainter, box: Box, state: State, zoom: float, stands_free: bool, depth: int) -> None:
    """A container at `depth` (0 is outermost), from (0, 0); its children draw themselves on top."""
    theme = look.theme
    rect = QRectF(0, 0, box.w, box.h)
    ground = theme.frame(depth)
    painter.setPen(edge(state))
    painter.setBrush(pens.brush(ground))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    if State.HOVERED in state:
        painter.setPen(pens.NO_PEN)
        painter.setBrush(pens.brush(theme.hover))
        painter.drawRoundedRect(QRectF(2, 2, box.w - 4, HEADER - 2), RADIUS - 2, RADIUS - 2)
    if zoom >= pens.TEXT_FROM:
        _header(painter, box, state)
    else:
        _name(painter, box, zoom)
    if not box.children and box.kind == "frame":
        _empty(painter, box, zoom)
    for link in box.links:
        wire.line(painter, link.curve, link.strands, theme.wire, ground)
    for a, b in box.bars:
        painter.setPen(pens.pen(theme.wire, 5.0, flat=False))
        painter.drawLine(QPointF(*a), QPointF(*b))
    if zoom >= pens.TEXT_FROM:
        for link in box.links:
            if link.label:
                wire.label(painter, link.curve, link.label, ground)
    if zoom >= pens.PORTS_FROM:
        _ports(painter, box, stands_free)
    if State.FOCUSED in state:
        ring(painter, rect)


def _header(painter: QPainter, box: Box, state: State) -> None:
    theme = look.theme
    painter.setFont(pens.struck() if box.muted else pens.strong())
    painter.setPen(pens.pen(theme.text_muted if State.UNUSED in state or box.muted else theme.text))
    painter.drawText(QPointF(12, _BASE), box.title)
    x = 12 + title_width(box.title) + 10
    painter.setFont(pens.small())
    painter.setPen(pens.pen(theme.text_muted))
    painter.drawText(QPointF(x, _BASE), box.sizes)
    right = box.w - 12
    if box.frozen:
        right -= 20
        icon("snowflake", "text_muted").paint(painter, QRectF(right + 4, 9, 14, 14).toRect())
    if box.label:
        spot = QRectF(0, 0, right, HEADER)
        painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, box.label)


def _name(painter: QPainter, box: Box, zoom: float) -> None:
    """The name alone, as large as the header can take."""
    size, text = fitted(box.title, zoom, box.w - 24, HEADER)
    if text:
        painter.setFont(pens.name_font(round(size)))
        painter.setPen(pens.pen(look.theme.text))
        spot = QRectF(12, 2, box.w - 24, HEADER)
        painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _empty(painter: QPainter, box: Box, zoom: float) -> None:
    """An empty place says what can be done there."""
    theme = look.theme
    spot = QRectF(24, CONTENT - 8, box.w - 48, box.h - CONTENT - 8)
    painter.setPen(pens.pen(theme.outline, 1.0, (4.0, 3.0)))
    painter.setBrush(pens.NO_BRUSH)
    painter.drawRoundedRect(spot, RADIUS, RADIUS)
    if zoom >= pens.TEXT_FROM:
        painter.setFont(pens.small())
        painter.setPen(pens.pen(theme.text_muted))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "Drop modules here")


def _ports(painter: QPainter, box: Box, stands_free: bool) -> None:
    outs = [outlet.at for outlet in box.outs]
    if stands_free:
        ports.ports(painter, [*(box.ins[:-1] if box.spare else box.ins), *outs])
        if box.spare:
            ports.spare(painter, box.ins[-1])
    else:
        ports.dots(painter, [*box.ins, *outs])
    x, y = box.origin
    inner = [outlet.at for outlet in box.starts] + list(box.goals[: max(1, len(box.goals) - 1)])
    ports.ports(painter, [(p[0] + x, p[1] + y) for p in inner])
    if len(box.goals) > 1:
        ports.spare(painter, (box.goals[-1][0] + x, box.goals[-1][1] + y))
