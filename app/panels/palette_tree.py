"""The palette's list: modules under their categories, or the matches of a search, best first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QHelpEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QToolTip, QTreeView, QWidget

from app.canvas.mime import MODULE_MIME
from app.document.search import offered
from app.look import look
from app.panels.described import summary, tooltip
from app.panels.drag_card import drag_card
from app.panels.palette_rows import CATEGORY, COUNT, PaletteRows, is_heading
from nncore import catalog

TITLES = {
    "containers": "Containers",
    "simple": "Simple layers",
    "transfer": "Transfer functions",
    "table": "Table layers",
    "convolution": "Convolution",
    "criterions": "Criterions",
}


class PaletteTree(QTreeView):
    """Rows to drag, click or enter. What is typed here is asked to go to the search field."""

    chosen = Signal(str)
    placing = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closed: set[str] = set()
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setObjectName("palette")
        self.setAccessibleName("Modules")
        self.setItemDelegate(PaletteRows(self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.collapsed.connect(lambda row: self._closed.add(row.data(CATEGORY)))
        self.expanded.connect(lambda row: self._closed.discard(row.data(CATEGORY)))
        self.clicked.connect(self._on_click)
        self.doubleClicked.connect(self._on_double_click)
        self.selectionModel().currentChanged.connect(self._describe)
        look.changed.connect(self.doItemsLayout)

    def show_all(self) -> None:
        """All modules under their categories, those closed before closed again."""
        self._rows.clear()
        groups: dict[str, list[str]] = {}
        for name, category in offered().items():
            groups.setdefault(category, []).append(name)
        for category, names in groups.items():
            heading = _item(TITLES.get(category, category.capitalize()), category)
            heading.setData(len(names), COUNT)
            heading.setDragEnabled(False)
            heading.setToolTip(f"{heading.text()}: click to open or close")
            heading.appendRows([_item(name, category) for name in names])
            self._rows.appendRow(heading)
            self.setExpanded(heading.index(), category not in self._closed)

    def show_matches(self, names: list[str]) -> None:
        """These modules in this order, the first one current."""
        self._rows.clear()
        for name in names:
            self._rows.appendRow(_item(name, catalog.category(name)))
        self.setCurrentIndex(self._rows.index(0, 0))

    def current_name(self) -> str:
        """The module whose row is current; "" on a heading or when there is none."""
        return _name(self.currentIndex())

    def activate_current(self) -> None:
        """What Enter does: adds the current module, or opens and closes the current category."""
        row = self.currentIndex()
        if not row.isValid():
            return
        if is_heading(row):
            self.setExpanded(row, not self.isExpanded(row))
        else:
            self.chosen.emit(_name(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activate_current()
        elif event.text().isprintable() and event.text().strip() and not event.modifiers() & ~_SHIFT:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QHelpEvent.Type.ToolTip:
            row = self.indexAt(event.pos())
            if name := _name(row):  # made only when asked for: 190 descriptions are long
                QToolTip.showText(event.globalPos(), tooltip(name), self.viewport(), self.visualRect(row))
                return True
        return super().viewportEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:
        name = self.current_name()
        if not name:
            return
        drag = QDrag(self)
        drag.setMimeData(module_mime(name))
        card = drag_card(name, self.devicePixelRatioF())
        drag.setPixmap(card)
        size: QSize = card.deviceIndependentSize().toSize()
        drag.setHotSpot(QPoint(size.width() // 2, size.height() // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def _describe(self, row: QModelIndex) -> None:
        """Tells a screen reader what the current module does."""
        if name := _name(row):
            self._rows.setData(row, summary(name), Qt.ItemDataRole.AccessibleDescriptionRole)

    def _on_click(self, row: QModelIndex) -> None:
        if is_heading(row):
            self.setExpanded(row, not self.isExpanded(row))
        else:
            self.placing.emit(_name(row))

    def _on_double_click(self, row: QModelIndex) -> None:
        if not is_heading(row):
            self.chosen.emit(_name(row))


_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def module_mime(name: str) -> QMimeData:
    """What a drag carries to the canvas."""
    data = QMimeData()
    data.setData(MODULE_MIME, name.encode())
    return data


def _item(text: str, category: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(category, CATEGORY)
    return item


def _name(row: QModelIndex) -> str:
    return "" if not row.isValid() or is_heading(row) else str(row.data())
