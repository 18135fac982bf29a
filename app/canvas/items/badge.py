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
_FAR = 40.0
"""Room for the mark from afar, which is larger on the canvas."""


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
        return QRectF(-1, -1, self._width + 2, _HEIGHT + 2).adjusted(-_FAR, -_FAR, _FAR, _FAR)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = look.theme
        edge, ground = (theme.ok, theme.ok_fill) if self.is_right else (theme.fault, theme.fault_fill)
        ink = theme.ok_text if self.is_right else theme.fault_text
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if zoom < pens.TEXT_FROM:
            self._from_afar(painter, edge, ground, ink, zoom)
            return
        painter.setPen(pens.pen(edge, 1.0))
        painter.setBrush(pens.brush(ground))
        painter.drawRoundedRect(QRectF(0, 0, self._width, _HEIGHT), _HEIGHT / 2, _HEIGHT / 2)
        mark = pixmap(self._mark, _MARK, ink, max(1.0, zoom * 2))
        painter.drawPixmap(QPointF(_PAD, (_HEIGHT - _MARK) / 2), mark)
        painter.setFont(pens.small())
        painter.setPen(pens.pen(ink))
        spot = QRectF(_MARK + 1.5 * _PAD, 0, self._width, _HEIGHT)
        painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text)

    def _from_afar(self, painter: QPainter, edge: str, ground: str, ink: str, zoom: float) -> None:
        """The mark alone, as large on the screen as it always is."""
        middle, radius = QPointF(self._width - _PAD, _HEIGHT / 2), 8 / zoom
        painter.setPen(pens.pen(edge, 1.0 / zoom))
        painter.setBrush(pens.brush(ground))
        painter.drawEllipse(middle, radius, radius)
        mark = pixmap(self._mark, 12.0, ink, 2.0)
        area = QRectF(middle.x() - 6 / zoom, middle.y() - 6 / zoom, 12 / zoom, 12 / zoom)
        painter.drawPixmap(area, mark, QRectF(mark.rect()))

    @property
    def _mark(self) -> str:
        return "check" if self.is_right else "x"
