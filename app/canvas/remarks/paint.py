"""Draws notes and regions."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.canvas.paint import pens
from app.canvas.paint.card import ring
from app.canvas.paint.state import State
from app.canvas.remarks.outline import PAD, TITLE, WRAP, area
from app.document.model import Remark
from app.look import look
from app.look.tokens import RADIUS

WAITING = {"note": "Empty note", "region": "Region"}
"""What stands where nothing is written yet."""


def remark(painter: QPainter, shown: Remark, state: State, zoom: float) -> None:
    """A note or a region, from (0, 0)."""
    tint, rect = look.theme.tints[shown.tint], area(shown)
    whole = QRectF(0, 0, rect.w, rect.h)
    painter.setPen(_edge(tint.edge, state))
    painter.setBrush(pens.brush(tint.ground))
    if zoom < pens.PORTS_FROM:
        painter.drawRect(whole)
    else:
        painter.drawRoundedRect(whole, RADIUS, RADIUS)
    if shown.kind == "note":
        _note(painter, shown, whole, zoom)
    else:
        _title(painter, shown, whole, zoom)
    if state & (State.SELECTED | State.HOVERED | State.FOCUSED):
        _corner(painter, whole, tint.edge)
    if State.FOCUSED in state:
        ring(painter, whole)


def _edge(colour: str, state: State) -> QPen:
    if State.SELECTED in state:
        return pens.pen(look.theme.selected, 3.0)
    return pens.pen(colour, 2.0) if State.HOVERED in state else pens.pen(colour, 1.0)


def _note(painter: QPainter, shown: Remark, whole: QRectF, zoom: float) -> None:
    if zoom < pens.PORTS_FROM:
        return
    painter.setFont(pens.body())
    painter.setPen(pens.pen(look.theme.text if shown.text else look.theme.text_muted))
    painter.drawText(whole.adjusted(PAD, PAD, -PAD, -PAD), WRAP, shown.text or WAITING["note"])


def _title(painter: QPainter, shown: Remark, whole: QRectF, zoom: float) -> None:
    """As large as is needed to be read from afar, as long as the region has room for it."""
    words = shown.text or WAITING["region"]
    size = min(max(14.0, pens.NAME / zoom), whole.height() / 3)
    if size * zoom < pens.LEAST_NAME:
        return
    font = pens.name_font(round(size))
    painter.setFont(font)
    painter.setPen(pens.pen(look.theme.text if shown.text else look.theme.text_muted))
    spot = QRectF(PAD, 0, whole.width() - 2 * PAD, max(TITLE, 1.5 * size))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(spot.width()))
    painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)


def _corner(painter: QPainter, whole: QRectF, colour: str) -> None:
    """Two short lines across the corner by which the size is changed."""
    painter.setPen(pens.pen(colour, 1.5))
    x, y = whole.right() - 4, whole.bottom() - 4
    for length in (5.0, 10.0):
        painter.drawLine(QPointF(x - length, y), QPointF(x, y - length))
