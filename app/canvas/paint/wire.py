"""Draws wires: one line for a tensor, parallel lines for a table, and the shape beside or on them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.canvas.geometry.curve import Curve
from app.canvas.geometry.measure import small_width
from app.canvas.paint import pens
from app.look import look

LINE = 2.0
GAP = 2.0
"""Between the lines of a table."""
_TALL = 18.0
"""The height of a label."""


def line(painter: QPainter, curve: Curve, strands: int, colour: str, ground: str, width: float = LINE,
         dashes: tuple[float, ...] = ()) -> None:  # fmt: skip
    """The lines alone. Parallel lines are one broad line with narrower ones of the ground's colour on top."""
    path = curve.path
    painter.setBrush(pens.NO_BRUSH)
    if strands == 1:
        painter.setPen(pens.pen(colour, width, dashes))
        painter.drawPath(path)
        return
    lines = min(strands, 3)
    broad = lines * width + (lines - 1) * GAP
    for turn in range(2 * lines - 1):
        if broad <= 0:
            break
        painter.setPen(pens.pen(ground if turn % 2 else colour, broad, () if turn % 2 else dashes))
        painter.drawPath(path)
        broad -= 2 * (GAP if turn % 2 else width)


def label_spot(curve: Curve, text: str) -> QRectF:
    """Where the label of a wire is: on a long wire, above a short level one."""
    (x, y), level = curve.middle
    wide = small_width(text) + 8
    above = level and curve.length < wide + 40
    return QRectF(x - wide / 2, y - _TALL / 2 - (11 if above else 0), wide, _TALL)


def label(painter: QPainter, curve: Curve, text: str, ground: str, colour: str = "") -> None:
    """The shape, on a patch of the ground so that the wire does not cross it."""
    spot = label_spot(curve, text)
    painter.setPen(pens.NO_PEN)
    painter.setBrush(pens.brush(ground))
    if spot.bottom() > curve.middle[0][1]:
        painter.drawRect(spot)
    painter.setFont(pens.small())
    painter.setPen(pens.pen(colour or look.theme.text_muted))
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
