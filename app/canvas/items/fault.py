"""The words of a fault under its card."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.geometry.measure import small_width
from app.canvas.geometry.rect import Rect
from app.canvas.paint import pens
from app.look import look
from app.look.icons import pixmap
from app.look.tokens import RADIUS_SMALL

_HEIGHT = 22.0
_MARK = 14.0
_WIDEST = 320.0


class FaultItem(QGraphicsItem):
    """A mark with a few words, on top of everything, hanging from the foot of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._width = 0.0
        self.setZValue(50)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_fault(self, text: str, card: Rect, right: float) -> None:
        """Say `text` under a card that stands at `card` on the canvas, no further than to `right` if it can:
        there the drawing ends.
        """
        self.prepareGeometryChange()
        room = _WIDEST - _MARK - 20
        self.text = text if small_width(text) <= room else _cut(text, room)
        self._width = small_width(self.text) + _MARK + 20
        self.setPos(min(card.x, max(right, card.right) - self._width), card.bottom + 4)
        self.update()

    @property
    def area(self) -> Rect:
        """Where the words stand on the canvas."""
        return Rect(self.x(), self.y(), self._width, _HEIGHT)

    def boundingRect(self) -> QRectF:
        return QRectF(-1, -1, self._width + 2, _HEIGHT + 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = look.theme
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if zoom < pens.TEXT_FROM:
            painter.setPen(pens.NO_PEN)
            painter.setBrush(pens.brush(theme.fault))
            painter.drawEllipse(QPointF(10, 6), 5 / zoom, 5 / zoom)
            return
        painter.setPen(pens.pen(theme.fault, 1.0))
        painter.setBrush(pens.brush(theme.fault_fill))
        painter.drawRoundedRect(QRectF(0, 0, self._width, _HEIGHT), RADIUS_SMALL, RADIUS_SMALL)
        mark = pixmap("fault", _MARK, theme.fault_text, max(1.0, zoom * 2))
        painter.drawPixmap(QPointF(6, (_HEIGHT - _MARK) / 2), mark)
        painter.setFont(pens.small())
        painter.setPen(pens.pen(theme.fault_text))
        spot = QRectF(_MARK + 12, 0, self._width - _MARK - 12, _HEIGHT)
        painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text)


def _cut(text: str, room: float) -> str:
    while text and small_width(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"
