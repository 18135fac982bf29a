"""The paper under the drawing: its dots, and what an empty canvas says."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

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
    columns, rows = (int(rect.right()) - left) // _DOTS + 1, (int(rect.bottom()) - top) // _DOTS + 1
    painter.setPen(pens.hair(theme.grid))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # a tenth of the time
    painter.translate(left, top)
    painter.drawPoints(_points(columns, rows))
    painter.translate(-left, -top)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


@lru_cache(maxsize=8)
def _points(columns: int, rows: int) -> QPolygonF:
    """So many dots from (0, 0) on."""
    return QPolygonF([QPointF(x * _DOTS, y * _DOTS) for y in range(rows) for x in range(columns)])


def empty_words(painter: QPainter, around: Rect) -> None:
    """What can be done on an empty canvas, between the data and the criterion."""
    x, y = around.centre
    painter.fillRect(QRectF(x - 160, y - 24, 320, 56), pens.brush(look.theme.canvas))  # no dots behind words
    painter.setPen(pens.pen(look.theme.text_muted))
    painter.setFont(pens.body())
    for k, line in enumerate(WELCOME):
        spot = QRectF(x - 200, y + 24 * k - 20, 400, 24)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, line)
