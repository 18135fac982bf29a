"""The outline as Qt's item model: rows by node, changed by difference, so that what is open stays open."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.canvas.mime import MODULE_MIME
from app.document import edits
from app.document.described import holds
from app.document.index import index as index_of
from app.document.model import Document, NodeId, RemarkId
from app.panels.described import summary
from app.panels.outline_rows import Row, Rows, Watcher
from app.panels.outline_said import Item, Said
from app.panels.outline_words import said
from app.session import Session

ROWS_MIME = "application/x-netloom-rows"
"""Rows that are dragged about: the ids of their modules."""

SAID = Qt.ItemDataRole.UserRole + 1
"""What the row says: a `Said`."""

Index = QModelIndex | QPersistentModelIndex
_OFFSET = 8  # Qt's numbers for rows are not negative, and the ends of a model have negative ids
_NOWHERE = QModelIndex()


class OutlineModel(QAbstractItemModel):
    """Reads the session. Labels, words and titles are edited here; what is dropped is only reported."""

    dropped = Signal(object, int, int)  # the ids that are moved; their new holder; its child they come before
    module_dropped = Signal(str, int, int)  # a module from the palette; where it goes likewise

    def __init__(
        self, session: Session, parent: QObject | None = None, is_seen: Callable[[], bool] = lambda: True
    ) -> None:
        """While the rows are not seen they stay as they are; `catch_up` is called when they are again."""
        super().__init__(parent)
        self._session = session
        self._is_seen = is_seen
        self._is_other = False  # another model was opened since
        self.is_following = False  # while rows come and go with the document
        self._rows = Rows(session.document, self._watcher())
        session.document_changed.connect(self._follow)

    def _watcher(self) -> Watcher:
        return Watcher(
            lambda holder, place: self.beginInsertRows(self._index(holder), place, place),
            self.endInsertRows,
            lambda holder, place: self.beginRemoveRows(self._index(holder), place, place),
            self.endRemoveRows,
            self._begin_move,
            self.endMoveRows,
        )

    def _begin_move(self, old: Row, was: int, new: Row, place: int) -> None:
        self.beginMoveRows(self._index(old), was, was, self._index(new), place)

    def index_for(self, id: Item) -> QModelIndex:
        """The row of a module, a note or a region; an invalid index when it has none."""
        row = self._rows.get(id)
        return QModelIndex() if row is None else self._index(row)

    def item_at(self, index: Index) -> Item:
        """What a row stands for: a node, a note or a region; no row, the canvas itself.

        INPUT is the data's, OUTPUT that of the missing criterion.
        """
        if not index.isValid():
            return self._session.document.root.id
        number, is_remark = divmod(index.internalId(), 2)
        return RemarkId(number) if is_remark else number - _OFFSET

    # What Qt asks.

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        children = self._row(parent).children
        return self._index(children[row]) if 0 <= row < len(children) and column == 0 else QModelIndex()

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        row = self._rows.get(self.item_at(index)) if index.isValid() else None
        return QModelIndex() if row is None or row.holder is None else self._index(row.holder)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return len(self._row(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows.get(self.item_at(index)) if index.isValid() else None
        if row is None or self._rows.document is not self._session.document:
            return None
        if role == Qt.ItemDataRole.EditRole:
            return self._label(row.id)
        row.said = row.said or said(self._session.document, self._session.check, row.id)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.said.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.said.spoken
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.said.fault or row.said.note
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row.id, row.said)
        return row.said if role == SAID else None

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        return "Modules in order" if role == Qt.ItemDataRole.DisplayRole else None  # heard, not seen

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        item = self.item_at(index)
        given = flag.ItemIsEnabled | flag.ItemIsSelectable
        if isinstance(item, RemarkId):
            return given | flag.ItemIsEditable | flag.ItemNeverHasChildren
        node = index_of(self._session.document).nodes.get(item)
        if node is None:
            return given | flag.ItemNeverHasChildren
        holding = flag.ItemNeverHasChildren if holds(node) is None else flag.ItemIsDropEnabled
        return given | flag.ItemIsEditable | flag.ItemIsDragEnabled | holding

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        id, text = self.item_at(index), str(value)
        if role != Qt.ItemDataRole.EditRole or text == self._label(id):
            return False
        if isinstance(id, RemarkId):
            return self._session.attempt("Write", lambda document: edits.write_remark(document, id, text))
        return self._session.attempt("Label", lambda document: edits.relabel(document, id, text))

    # Dragging.

    def mimeTypes(self) -> list[str]:
        return [ROWS_MIME, MODULE_MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        items = (self.item_at(index) for index in indexes)
        ids = [item for item in items if not isinstance(item, RemarkId)]  # those have no order among modules
        carried.setData(ROWS_MIME, json.dumps(ids).encode())
        return carried

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        holder = self._node_at(parent)
        place = row if row >= 0 else len(self._row(parent).children)
        if data.hasFormat(ROWS_MIME):
            self.dropped.emit(json.loads(bytes(data.data(ROWS_MIME).data())), holder, place)
        elif data.hasFormat(MODULE_MIME):
            self.module_dropped.emit(bytes(data.data(MODULE_MIME).data()).decode(), holder, place)
        return False  # the rows come and go with the document, not with the drag

    # The document.

    def _follow(self, old: Document, new: Document) -> None:
        self._is_other |= not (self._session.undo_words or self._session.redo_words)
        if self._is_seen():
            self.catch_up()

    def catch_up(self) -> None:
        """Takes over the document that there is now."""
        if self._rows.document is self._session.document:
            return
        self.is_following = True
        if self._is_other:
            self.beginResetModel()
            self._rows.start(self._session.document)
            self.endResetModel()
        else:
            self._rows.follow(self._session.document)
            self._say_anew()
        self._is_other = self.is_following = False

    def _say_anew(self) -> None:
        """Rows that were shown and now say something else are shown again."""
        document, check = self._session.document, self._session.check
        for row in self._rows:
            if row.said is None:
                continue
            new = said(document, check, row.id)
            if new != row.said:
                row.said = new
                index = self._index(row)
                self.dataChanged.emit(index, index)

    def _row(self, index: Index) -> Row:
        found = self._rows.get(self.item_at(index)) if index.isValid() else self._rows.top
        return found or Row(0)

    def _index(self, row: Row) -> QModelIndex:
        return QModelIndex() if row.holder is None else self.createIndex(row.place, 0, _number(row.id))

    def _node_at(self, index: Index) -> NodeId:
        """The module of a row, the canvas for a note."""
        item = self.item_at(index)
        return self._session.document.root.id if isinstance(item, RemarkId) else item

    def _label(self, id: Item) -> str:
        document = self._session.document
        if isinstance(id, RemarkId):
            return next((remark.text for remark in document.remarks if remark.id == id), "")
        node = index_of(document).nodes.get(id)
        return node.label if node else ""

    def _tip(self, id: Item, words: Said) -> str:
        is_remark = isinstance(id, RemarkId)
        node = None if is_remark else index_of(self._session.document).nodes.get(id)  # type: ignore[arg-type]
        first = f"<b>{escape(words.text)}</b>" + (f" {escape(words.label)}" if words.label else "")
        about = [words.fault, words.note, summary(node.module) if node else ""]
        lines = [first, *(escape(line) for line in dict.fromkeys(about) if line)]
        return f"<p>{'<br>'.join(lines)}</p>"


def _number(item: Item) -> int:
    """Qt's number for a row: odd for notes, whose number may have been a module's before an undo."""
    return 2 * item.number + 1 if isinstance(item, RemarkId) else 2 * (item + _OFFSET)
