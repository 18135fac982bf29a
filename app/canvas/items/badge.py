"""A mark at the corner of a card: whether its gradients are right, with the largest error."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.geometry.measure import small_width
from app.canvas.geometry.rect import Rect
from app.canvas.paint import pens
from app.look import look
from app.look.icons import pixmap

_HEIGHT = 20.0
_MARK = 14.0
_PAD = 6.0


class BadgeItem(QGraphicsItem):
    """A tick or a cross, and a number, across the upper right corner of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.is_right = True
        self._width = 0.0
        self.setZValue(60)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_badge(self, text: str, is_right: bool, card: Rect) -> None:
        """Says `text` at a card that stands at `card` on the canvas."""
        self.prepareGeometryChange()
        self.text, self.is_right = text, is_right
        self._width = small_width(text) + _MARK + 3 * _PAD
        self.setPos(card.right - self._width + _PAD, card.y - _HEIGHT / 2)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-1, -1, self._width + 2, _HEIGHT + 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = look.theme
        edge, ground = (theme.ok, theme.ok_fill) if self.is_right else (theme.fault, theme.fault_fill)
        ink = theme.ok_text if self.is_right else theme.fault_text
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if zoom < pens.TEXT_FROM:
            painter.setPen(pens.NO_PEN)
            painter.setBrush(pens.brush(edge))
            painter.drawEllipse(QPointF(self._width - _PAD, _HEIGHT / 2), 5 / zoom, 5 / zoom)
            return
        painter.setPen(pens.pen(edge, 1.0))
        painter.setBrush(pens.brush(ground))
        painter.drawRoundedRect(QRectF(0, 0, self._width, _HEIGHT), _HEIGHT / 2, _HEIGHT / 2)
        mark = pixmap("check" if self.is_right else "x", _MARK, ink, max(1.0, zoom * 2))
        painter.drawPixmap(QPointF(_PAD, (_HEIGHT - _MARK) / 2), mark)
        painter.setFont(pens.small())
        painter.setPen(pens.pen(ink))
        spot = QRectF(_MARK + 1.5 * _PAD, 0, self._width, _HEIGHT)
        painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text)
