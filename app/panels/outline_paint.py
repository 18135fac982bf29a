"""How the outline's rows look: Torch's print over what feeds the module and the shapes through it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.look import look
from app.look.fonts import ui_font
from app.look.icons import pixmap
from app.look.tokens import BODY, RADIUS_SMALL, SMALL, STRONG
from app.panels.outline_model import SAID
from app.panels.outline_remarks import NoteField
from app.panels.outline_said import Said

HEIGHT = 44
"""Of a row at 100 %, as in the palette."""

Index = QModelIndex | QPersistentModelIndex


class OutlineRows(QStyledItemDelegate):
    """Paints the rows; a label is typed over the second line."""

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
        words: Said = index.data(SAID)
        _strip(painter, area, words)
        first, second = _lines(area)
        _name(painter, first, words)
        _note(painter, second, words)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.colour("focus"))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        words: Said = index.data(SAID)
        if words.tint and words.text == "Note":
            note = NoteField(parent)
            note.finished.connect(lambda: self._end(note))
            return note
        field = QLineEdit(parent, placeholderText="Title" if words.tint else "A name of your own")
        field.setObjectName("outlineLabel")
        field.setAccessibleName("Title of the region" if words.tint else "Label")
        return field

    def _end(self, field: QWidget) -> None:
        """Takes what is written."""
        self.commitData.emit(field)
        self.closeEditor.emit(field)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        gap = look.scaled(8)
        if isinstance(editor, NoteField):
            around = editor.parentWidget()
            height, room = 2 * area.height(), around.height() if around else area.bottom()
            top = max(0, min(area.top(), room - height - gap))  # the last row's field grows upwards
            editor.setGeometry(area.left() + gap, top, area.width() - 2 * gap, height)
            return
        height = min(area.height(), editor.sizeHint().height())
        editor.setGeometry(area.left() + gap, area.bottom() - height, area.width() - 2 * gap, height)


def _lines(area: QRect) -> tuple[QRect, QRect]:
    inner = area.adjusted(look.scaled(12), look.scaled(4), -look.scaled(8), -look.scaled(4))
    half = inner.height() // 2
    return inner.adjusted(0, 0, 0, -half), inner.adjusted(0, half, 0, 0)


def _strip(painter: QPainter, area: QRect, words: Said) -> None:
    gap = look.scaled(8)
    strip = QRectF(area.left(), area.top() + gap, look.scaled(3), area.height() - 2 * gap)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.theme.tints[words.tint].edge) if words.tint else look.colour(words.category))
    painter.drawRoundedRect(strip, 1.5, 1.5)


def _name(painter: QPainter, room: QRect, words: Said) -> None:
    """The number quietly, the print strongly, the person's own name behind it."""
    light, strong = ui_font(look.scaled(BODY)), ui_font(look.scaled(BODY), STRONG)
    if words.mark:
        room = room.adjusted(0, 0, -_mark(painter, room, words.mark), 0)
    number, _, name = words.text.rpartition("): ")
    if number:
        room = room.adjusted(_write(painter, room, f"{number}): ", light, "text_muted"), 0, 0, 0)
    room = room.adjusted(_write(painter, room, name, strong, "text") + look.scaled(8), 0, 0, 0)
    _write(painter, room, words.label, light, "text_muted")


def _mark(painter: QPainter, room: QRect, mark: str) -> int:
    """The letter of shared weights at the right; how wide it is."""
    side = look.scaled(16)
    spot = QRectF(room.right() - side, room.top() + 1, side, side)
    painter.setPen(look.colour("text_muted"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(spot.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
    painter.setFont(ui_font(look.scaled(SMALL), STRONG))
    painter.setPen(look.colour("text"))
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, mark)
    return side + look.scaled(4)


def _note(painter: QPainter, room: QRect, words: Said) -> None:
    if words.fault:
        side = look.scaled(14)
        mark = pixmap("fault", side, look.theme.fault, painter.device().devicePixelRatioF())
        painter.drawPixmap(room.left(), room.center().y() - side // 2 + 1, mark)
        room = room.adjusted(side + look.scaled(4), 0, 0, 0)
    colour = "fault_text" if words.fault else "text_muted"
    _write(painter, room, words.note, ui_font(look.scaled(SMALL)), colour)


def _write(painter: QPainter, room: QRect, text: str, font: QFont, colour: str) -> int:
    """Writes what fits, and returns how wide it is."""
    metrics = QFontMetrics(font)
    fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.setFont(font)
    painter.setPen(look.colour(colour))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)
    return metrics.horizontalAdvance(fitted)
