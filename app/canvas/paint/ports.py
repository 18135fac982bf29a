"""Draws ports: rings on the edges of cards."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from app.canvas.geometry.measure import PORT
from app.canvas.paint import pens
from app.document.model import Point
from app.look import look


def ports(painter: QPainter, spots: Iterable[Point], radius: float = PORT) -> None:
    """Rings at the given places."""
    theme = look.theme
    painter.setPen(pens.pen(theme.outline, 1.5))
    painter.setBrush(pens.brush(theme.canvas))
    for x, y in spots:
        painter.drawEllipse(QPointF(x, y), radius, radius)


def spare(painter: QPainter, spot: Point) -> None:
    """A port that waits for one more wire: a smaller ring with a plus."""
    theme = look.theme
    x, y = spot
    painter.setPen(pens.pen(theme.outline, 1.0))
    painter.setBrush(pens.brush(theme.canvas))
    painter.drawEllipse(QPointF(x, y), PORT, PORT)
    painter.drawLine(QPointF(x - 2.5, y), QPointF(x + 2.5, y))
    painter.drawLine(QPointF(x, y - 2.5), QPointF(x, y + 2.5))


def dots(painter: QPainter, spots: Iterable[Point]) -> None:
    """Where wires that follow from a container meet a card: they cannot be drawn by hand."""
    painter.setPen(pens.NO_PEN)
    painter.setBrush(pens.brush(look.theme.wire))
    for x, y in spots:
        painter.drawEllipse(QPointF(x, y), 3, 3)
