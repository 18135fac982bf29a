"""A tiny curve beside words: no axes, its first and last number at the ends."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.look import look
from app.look.tokens import GRID, SMALL
from app.training.diagnosis.rules.words import said

DECADES = 1000.0
"""From this ratio of the largest to the smallest on, heights are logarithms."""


class Spark(QWidget):
    """Shows numbers in their order; those that are not finite are left out."""

    def __init__(self, values: Sequence[float], caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values = _finite(values)
        self.setFixedHeight(look.scaled(5 * GRID))
        self.setToolTip(caption)
        ends = f"from {said(self.values[0])} to {said(self.values[-1])}" if self.values else "no number"
        self.setAccessibleName(f"{caption}: {ends}")
        font = self.font()
        font.setPixelSize(look.scaled(SMALL))
        self.setFont(font)

    def shows(self, values: Sequence[float]) -> bool:
        """Whether these are the numbers that it shows."""
        return self.values == _finite(values)

    def sizeHint(self) -> QSize:
        return QSize(look.scaled(20 * GRID), look.scaled(5 * GRID))

    @property
    def heights(self) -> list[float]:
        """Where each value stands between the lowest (0) and the highest (1)."""
        values = self.values
        low, high = min(values), max(values)
        if low > 0 and high / low > DECADES:
            values = tuple(map(math.log, values))
            low, high = min(values), max(values)
        return [(value - low) / (high - low) if high > low else 0.5 for value in values]

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self.values) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = said(self.values[0]), said(self.values[-1])
        metrics, gap = self.fontMetrics(), look.scaled(GRID)
        left, right = metrics.horizontalAdvance(first) + gap, metrics.horizontalAdvance(last) + gap
        area = QRectF(left, gap / 2, self.width() - left - right, self.height() - gap)
        heights = self.heights
        step = area.width() / (len(heights) - 1)
        points = [
            QPointF(area.left() + n * step, area.bottom() - height * area.height())
            for n, height in enumerate(heights)
        ]
        painter.setPen(QPen(QColor(look.theme.warning), look.scaled(2)))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QColor(look.theme.text_muted))
        for text, at, y in ((first, 0.0, points[0].y()), (last, area.right() + gap / 2, points[-1].y())):
            line = metrics.height()
            top = min(max(y - line / 2, 0.0), self.height() - line)
            painter.drawText(QRectF(at, top, self.width(), line), Qt.AlignmentFlag.AlignLeft, text)


def _finite(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(float(value) for value in values if math.isfinite(value))
