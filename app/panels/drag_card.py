"""The picture that follows the pointer as a module is dragged out of the palette: the card it will be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import BODY, GRID, RADIUS, STRONG
from nncore import catalog

MARGIN = GRID
"""Room around the card for its shadow."""


def drag_card(name: str, ratio: float = 1.0) -> QPixmap:
    """The card of a module that has no sizes yet."""
    font = ui_font(BODY, STRONG)
    width = max(12 * GRID, QFontMetricsF(font).horizontalAdvance(name) + 5 * GRID)
    card = QRectF(MARGIN, MARGIN, width, 5 * GRID)
    picture = QPixmap(round((width + 2 * MARGIN) * ratio), round((card.height() + 2 * MARGIN) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _shadow(painter, card)
    painter.setPen(QPen(look.colour("selected"), 1.5))
    painter.setBrush(look.colour("raised"))
    painter.drawRoundedRect(card, RADIUS, RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.theme.category(catalog.category(name))))
    painter.drawRoundedRect(
        QRectF(card.left() + GRID, card.top() + GRID, 3, card.height() - 2 * GRID), 1.5, 1.5
    )
    painter.setFont(font)
    painter.setPen(look.colour("text"))
    painter.drawText(card.adjusted(2.5 * GRID, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
    painter.end()
    return picture


def _shadow(painter: QPainter, card: QRectF) -> None:
    """A soft one below: a few layers of almost nothing."""
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor("black")
    shade.setAlpha(14)
    painter.setBrush(shade)
    for spread in range(1, MARGIN - 1, 2):
        painter.drawRoundedRect(
            card.adjusted(-spread, 2 - spread, spread, 1 + spread), RADIUS + spread, RADIUS + spread
        )
