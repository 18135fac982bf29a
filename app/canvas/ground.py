"""The paper under the drawing: its dots, and what an empty canvas says."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.canvas.geometry.rect import Rect
from app.canvas.paint import pens
from app.look import look
from app.look.tokens import GRID

_DOTS = 3 * GRID
_DOTS_FROM = 0.5
"""The zoom from which the dots are drawn."""

WELCOME = (
    "Drag a module here from the palette,",
    "or click it there and then click a place here.",
)


def dots(painter: QPainter, rect: QRectF) -> None:
    """The canvas's colour and its dots."""
    theme = look.theme
    painter.fillRect(rect, pens.brush(theme.canvas))
    if painter.worldTransform().m11() < _DOTS_FROM:
        return
    left, top = ceil(rect.left() / _DOTS) * _DOTS, ceil(rect.top() / _DOTS) * _DOTS
    columns = range(left, int(rect.right()) + 1, _DOTS)
    rows = range(top, int(rect.bottom()) + 1, _DOTS)
    painter.setPen(pens.pen(theme.grid, 1.5, flat=False))
    painter.drawPoints([QPointF(x, y) for y in rows for x in columns])


def empty_words(painter: QPainter, around: Rect) -> None:
    """What can be done on an empty canvas, between the data and the criterion."""
    x, y = around.centre
    painter.setPen(pens.pen(look.theme.text_muted))
    painter.setFont(pens.body())
    for k, line in enumerate(WELCOME):
        spot = QRectF(x - 200, y + 24 * k - 20, 400, 24)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, line)
