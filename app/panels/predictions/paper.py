"""The paper of a small figure: where numbers stand on it, its axes, and how examples are marked."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import GRID, SMALL

Range = tuple[float, float]

TALLEST = 1.25
"""How high a figure may be, in its width."""
RADIUS = 3.5
"""Of a mark, in pixels at 100 %."""
SHAPES = ("circle", "square", "triangle", "diamond")
"""The marks of the classes, in turn: colours are not all that tells them apart."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A rectangle of a widget that shows these ranges, y upwards."""

    area: QRectF
    x: Range
    y: Range

    def at(self, x: float, y: float) -> QPointF:
        """Where a point stands, in pixels."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return QPointF(
            self.area.left() + across * self.area.width(), self.area.bottom() - up * self.area.height()
        )

    def under(self, point: QPointF) -> tuple[float, float]:
        """The numbers at a place."""
        across = (point.x() - self.area.left()) / self.area.width()
        up = (self.area.bottom() - point.y()) / self.area.height()
        return self.x[0] + across * (self.x[1] - self.x[0]), self.y[0] + up * (self.y[1] - self.y[0])


def inner(width: float, height: float, below: float = 0) -> QRectF:
    """The rectangle for the figure itself, with room for the axes' numbers, and `below` for a key."""
    left, bottom = look.scaled(5 * GRID), look.scaled(2.5 * GRID) + below
    top, right = look.scaled(2.5 * GRID), look.scaled(GRID)
    across = max(width - left - right, 1)
    return QRectF(left, top, across, min(max(height - bottom - top, 1), TALLEST * across))


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers between two others."""
    if not high > low or not math.isfinite(high - low):
        return []
    raw = (high - low) / about
    scale = 10.0 ** math.floor(math.log10(raw))
    step = next(size * scale for size in (1, 2, 5, 10) if size * scale >= raw)
    first = math.ceil(low / step)
    return [place * step for place in range(first, math.floor(high / step) + 1)]


def draw_axes(painter: QPainter, paper: Paper, names: tuple[str, str], grid: bool = False) -> None:
    """Numbers along the left and the bottom, names above and at the right below; the grid of the plots."""
    painter.setFont(ui_font(look.scaled(SMALL)))
    words, area = QColor(look.theme.text_muted), paper.area
    line, gap = look.scaled(2 * GRID), look.scaled(4)
    for value in ticks(*paper.x):
        x = paper.at(value, paper.y[0]).x()
        if grid:
            _hair(painter, QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(words)
        painter.drawText(
            QRectF(x - 40, area.bottom() + gap, 80, line), Qt.AlignmentFlag.AlignCenter, told(value)
        )
    for value in ticks(*paper.y):
        y = paper.at(paper.x[0], value).y()
        if grid:
            _hair(painter, QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(words)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, y - line / 2, area.left() - gap, line), right, told(value))
    painter.setPen(QColor(look.theme.text))
    below = QRectF(area.left(), area.bottom() + gap + line, area.width(), line)
    painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, names[0])
    above = QRectF(area.left(), area.top() - gap - line, area.width(), line)
    painter.drawText(above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, names[1])


def draw_mark(painter: QPainter, at: QPointF, number: int, fill: str, is_held: bool) -> None:
    """An example of class `number` (from 0). One that is held out is hollow, with a dot in it."""
    radius = look.scaled(RADIUS)
    painter.setPen(QPen(QColor(look.theme.ink), 1))
    painter.setBrush(QColor(look.theme.canvas if is_held else fill))
    shape = SHAPES[number % len(SHAPES)]
    if shape == "circle":
        painter.drawEllipse(at, radius, radius)
    elif shape == "square":
        painter.drawRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))
    else:
        painter.drawPolygon(_corners(at, radius * 1.2, shape))
    if is_held:
        painter.setBrush(QColor(fill))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(at, radius * 0.5, radius * 0.5)


def mixed(ground: str, colour: str, share: float) -> QColor:
    """`share` of a colour over a ground."""
    parts = zip(rgb(ground), rgb(colour), strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, from 0 to 255."""
    found = QColor(colour)
    return found.red(), found.green(), found.blue()


def told(value: float) -> str:
    """A number for people, short, with a true minus."""
    return f"{value:.3g}".replace("-", "−")


def _corners(at: QPointF, radius: float, shape: str) -> QPolygonF:
    steps = (
        ((0, -1), (0.95, 0.8), (-0.95, 0.8)) if shape == "triangle" else ((0, -1), (1, 0), (0, 1), (-1, 0))
    )
    return QPolygonF([QPointF(at.x() + x * radius, at.y() + y * radius) for x, y in steps])


def _hair(painter: QPainter, start: QPointF, end: QPointF) -> None:
    painter.setPen(QPen(QColor(look.theme.grid), 1))
    painter.drawLine(start, end)
