"""How the palette's rows look: a category is a heading, a module its name over one sentence."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.look import look
from app.look.fonts import ui_font
from app.look.icons import pixmap
from app.look.tokens import BODY, SMALL, STRONG
from app.panels.described import summary

CATEGORY = Qt.ItemDataRole.UserRole + 1
"""Of every row: the folder in nncore, such as "simple"."""
COUNT = Qt.ItemDataRole.UserRole + 2
"""Of a category's row: how many modules it has. A module's row has none."""

Index = QModelIndex | QPersistentModelIndex


class PaletteRows(QStyledItemDelegate):
    """Paints both kinds of rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, look.scaled(32 if is_heading(index) else 44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, look.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, look.colour("hover"))
        if is_heading(index):
            _heading(painter, row, index, bool(state & QStyle.StateFlag.State_Open))
        else:
            _module(painter, row, index)
        painter.restore()


def is_heading(index: Index) -> bool:
    """Whether the row is a category's."""
    return index.data(COUNT) is not None


def _heading(painter: QPainter, row: QRect, index: Index, is_open: bool) -> None:
    category = index.data(CATEGORY)
    ratio = painter.device().devicePixelRatioF()
    side, small, gap = look.scaled(16), look.scaled(12), look.scaled(8)
    chevron = "chevron-down" if is_open else "chevron-right"
    middle = row.center().y() + 1
    painter.drawPixmap(
        row.left() + gap, middle - small // 2, pixmap(chevron, small, look.theme.text_muted, ratio)
    )
    left = row.left() + gap + small + gap
    drawn = pixmap(f"category-{category}", side, look.theme.category(category), ratio)
    painter.drawPixmap(left, middle - side // 2, drawn)
    words = row.adjusted(left + side + gap - row.left(), 0, -gap, 0)
    _write(
        painter,
        words,
        str(index.data(COUNT)),
        ui_font(look.scaled(SMALL)),
        "text_muted",
        Qt.AlignmentFlag.AlignRight,
    )
    room = words.adjusted(0, 0, -look.scaled(32), 0)
    _write(painter, room, str(index.data()), ui_font(look.scaled(SMALL), STRONG), "text_muted")


def _module(painter: QPainter, row: QRect, index: Index) -> None:
    gap = look.scaled(8)
    strip = QRectF(row.left() + look.scaled(12), row.top() + gap, look.scaled(3), row.height() - 2 * gap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(index.data(CATEGORY)))
    painter.drawRoundedRect(strip, 1.5, 1.5)
    words = row.adjusted(look.scaled(24), look.scaled(4), -gap, -look.scaled(4))
    half = words.height() // 2
    _write(
        painter, words.adjusted(0, 0, 0, -half), str(index.data()), ui_font(look.scaled(BODY), STRONG), "text"
    )
    _write(
        painter,
        words.adjusted(0, half, 0, 0),
        summary(str(index.data())),
        ui_font(look.scaled(SMALL)),
        "text_muted",
    )


def _write(
    painter: QPainter,
    room: QRect,
    text: str,
    font: QFont,
    colour: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    painter.setPen(look.colour(colour))
    fitted = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, fitted)
