"""The outline's list: rows with their keys, their dragging, and the selection shared with the canvas."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from app.canvas.mime import MODULE_MIME
from app.document.model import OUTPUT, Document, NodeId, RemarkId
from app.look import look
from app.panels.outline_model import OutlineModel
from app.panels.outline_paint import OutlineRows
from app.panels.outline_said import Item
from app.panels.seen import is_seen
from app.session import Session

_OPEN_AT_MOST = 400
"""Models of more modules are opened two levels deep only."""

_Select = QItemSelectionModel.SelectionFlag


class OutlineTree(QTreeView):
    """Shows the session's document. It changes nothing but labels and words; its panel does."""

    inspect_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_following = False
        self.rows = OutlineModel(session, self, lambda: is_seen(self))
        self.setModel(self.rows)
        self.setObjectName("outline")
        self.setAccessibleName("Outline of the model")
        self._dress()
        self.selectionModel().selectionChanged.connect(self._tell)
        self.rows.rowsInserted.connect(self._open_new)
        self.rows.rowsMoved.connect(lambda _old, _first, _last, new, _place: self._open_first(new))
        self.rows.modelReset.connect(self._open_all)
        session.selection_changed.connect(self._follow)
        session.document_changed.connect(self._follow_document)
        look.changed.connect(self.doItemsLayout)
        self._open_all()
        self._follow()

    def _dress(self) -> None:
        self.setItemDelegate(OutlineRows(self))
        self.setHeaderHidden(True)
        self.setIndentation(look.scaled(18))
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # a command has F2
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setExpandsOnDoubleClick(False)
        self.doubleClicked.connect(lambda _: self.inspect_wanted.emit())

    # For the panel.

    def current_item(self) -> Item | None:
        """What the current row stands for."""
        now = self.currentIndex()
        return self.rows.item_at(now) if now.isValid() else None

    def reveal(self, ids: Iterable[Item]) -> None:
        """Makes the first of these rows the current one, and brings it into view."""
        index = next((self.rows.index_for(id) for id in ids), QModelIndex())
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
            self.scrollTo(index)

    def edit_label(self) -> None:
        """Opens a field in the current row."""
        now = self.currentIndex()
        if now.flags() & Qt.ItemFlag.ItemIsEditable:
            self.scrollTo(now)
            self.edit(now)

    def node_before(self, holder: NodeId, place: int) -> NodeId | None:
        """The node of the row before this place among a holder's rows; below the model, OUTPUT."""
        above = self.rows.index(place - 1, 0, self.rows.index_for(holder))
        item = self.rows.item_at(above) if above.isValid() else None
        return OUTPUT if isinstance(item, RemarkId) else item

    # The selection.

    def _tell(self) -> None:
        """The session follows what is selected here."""
        if not (self._is_following or self.rows.is_following):
            chosen = [self.rows.item_at(index) for index in self.selectionModel().selectedRows()]
            self._is_following = True
            self._session.select(chosen)
            self._is_following = False

    def _follow(self) -> None:
        """What is selected here follows the session, while it is seen."""
        if not self._is_following and is_seen(self):
            self._select_chosen()

    def _select_chosen(self) -> None:
        self._is_following = True
        wanted = QItemSelection()
        chosen = self._session.selection
        indexes = [self.rows.index_for(item) for item in chosen if not isinstance(item, tuple)]
        for index in indexes:
            if index.isValid():
                wanted.select(index, index)
        model = self.selectionModel()
        model.select(wanted, _Select.ClearAndSelect)
        if len(indexes) == 1 and indexes[0].isValid():
            model.setCurrentIndex(indexes[0], _Select.NoUpdate)
            self.scrollTo(indexes[0])
        self._is_following = False

    def _follow_document(self, old: Document, new: Document) -> None:
        """Rows that go take their selection with them; the session knows of it already."""
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()

    def catch_up(self) -> None:
        """It is seen again."""
        self.rows.catch_up()
        self._select_chosen()

    # What is open.

    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        self._open_first(parent)
        for place in range(first, last + 1):
            self.expandRecursively(self.rows.index(place, 0, parent))

    def _open_first(self, parent: QModelIndex) -> None:
        """A container that gets its first module opens; one that the person closed stays closed."""
        if parent.isValid() and self.rows.rowCount(parent) == 1:
            self.expand(parent)

    def _open_all(self) -> None:
        count = sum(1 for _ in self._session.document.root.walk())
        if count <= _OPEN_AT_MOST:
            self.expandAll()
        else:
            self.expandToDepth(0)

    # Keys and dragging.

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keys act on what is selected, so something is."""
        super().focusInEvent(event)
        if not self._session.selection and self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _Select.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the Enter that ends a label is the field's, and no more
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.inspect_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and plain:
            self._session.select()
        else:
            super().keyPressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.isAccepted() and event.mimeData().hasFormat(MODULE_MIME):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
