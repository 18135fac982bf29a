"""A small square in some colour, to choose the colour by."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap


def swatch(ground: str, edge: str, side: int) -> QIcon:
    """A square `side` pixels wide, filled and edged."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(edge))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(1.5, 1.5, side - 3, side - 3), 3, 3)
    painter.end()
    return QIcon(picture)
