"""How an entry of a search looks: a mark or a strip, its name over one sentence, its keys at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.finder.row import Row
from app.look import look
from app.look.fonts import ui_font
from app.look.icons import pixmap
from app.look.tokens import BODY, RADIUS_SMALL, SMALL, STRONG

ROW = Qt.ItemDataRole.UserRole + 1
HEIGHT = 48
"""Of a row at 100 %."""

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Rows(QStyledItemDelegate):
    """Paints the entries."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, look.scaled(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.colour("hover"))
        row: Row = index.data(ROW)
        _mark(painter, area, row)
        left = look.scaled(24 if row.category else 44)
        words = area.adjusted(left, look.scaled(5), -look.scaled(12), -look.scaled(5))
        half = words.height() // 2
        first, second = words.adjusted(0, 0, 0, -half), words.adjusted(0, half, 0, 0)
        if row.keys:
            first.setRight(_keys(painter, words, row.keys) - look.scaled(12))
            second.setRight(first.right())
        title = ui_font(look.scaled(BODY), STRONG)
        _write(painter, first, row.title, title, "text_disabled" if row.why_not else "text")
        _write(painter, second, row.why_not or row.text, ui_font(look.scaled(SMALL)), "text_muted")
        painter.restore()


def _mark(painter: QPainter, area: QRect, row: Row) -> None:
    if row.category:
        gap = look.scaled(8)
        strip = QRectF(
            area.left() + look.scaled(12), area.top() + gap, look.scaled(3), area.height() - 2 * gap
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(row.category))
        painter.drawRoundedRect(strip, 1.5, 1.5)
    elif row.icon:
        side = look.scaled(18)
        theme = look.theme
        colour = theme.text_disabled if row.why_not else theme.text_muted
        drawn = pixmap(row.icon, side, colour, painter.device().devicePixelRatioF())
        painter.drawPixmap(area.left() + look.scaled(14), area.center().y() - side // 2, drawn)


def _keys(painter: QPainter, room: QRect, keys: str) -> int:
    """Draws the keys as a cap at the right; where it begins."""
    font = ui_font(look.scaled(SMALL))
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(keys) + look.scaled(14), metrics.height() + look.scaled(6)
    cap = QRectF(room.right() - width, room.center().y() - height / 2, width, height)
    painter.setPen(look.colour("border"))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(cap, RADIUS_SMALL, RADIUS_SMALL)
    painter.setFont(font)
    painter.setPen(look.colour("text_muted"))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
    return round(cap.left())


def _write(painter: QPainter, room: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(look.colour(colour))
    fitted = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, fitted)
