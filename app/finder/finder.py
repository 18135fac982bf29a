"""The field and the list of a search, over the window: type, choose with the arrows, Enter, or click."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.finder.row import Row
from app.finder.rows import HEIGHT, ROW, Rows
from app.look import look, restyle
from app.look.icons import icon
from app.look.tokens import GRID

_SHOWN = 7
"""How many rows are seen at once."""
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_PageUp: -_SHOWN,
    Qt.Key.Key_PageDown: _SHOWN,
}


class Finder(QFrame):
    """One search. It closes when something is chosen, at Esc, and when the keyboard or the mouse goes
    elsewhere.

    Args:
        owner: the window over which it opens.
        find: the entries for what is typed, best first.
        name: begins the object names: "<name>", "<name>Field", "<name>List".
        title: what a screen reader calls the field; what the empty field shows.
        nothing: what is said when no entry fits.
    """

    chosen = Signal(str)  # the id of a row
    refused = Signal(str)  # why the current row cannot be chosen
    closed = Signal()  # after `chosen`, if something was

    def __init__(
        self, owner: QWidget, find: Callable[[str], Sequence[Row]], name: str, title: str, nothing: str
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._find, self._nothing_words = find, nothing
        self._before: QWidget | None = None
        self.setObjectName(name)
        self.setProperty("kind", "finder")
        self.field = self._make_field(name, title)
        self.list = self._make_list(name)
        self._nothing = QLabel(self)
        self._nothing.setWordWrap(True)
        self._nothing.setObjectName(f"{name}Nothing")
        self._nothing.setContentsMargins(GRID, GRID, GRID, GRID)
        restyle(self._nothing, role="muted")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        for widget in (self.field, self._nothing, self.list):
            column.addWidget(widget)
        self.hide()

    @property
    def rows(self) -> list[Row]:
        """What is offered now, best first."""
        model = self.list.model()
        return [model.index(k, 0).data(ROW) for k in range(model.rowCount())]

    @property
    def current(self) -> Row | None:
        """What Enter would choose."""
        row: Row | None = self.list.currentIndex().data(ROW)
        return row

    def open_at(self, spot: QPoint | None, text: str = "", width: int = 440) -> None:
        """Opens with its corner at `spot` of its owner, or at the top in the middle, `text` typed already."""
        self.close_it()
        self._before = QApplication.focusWidget()
        self._spot, self._width = spot, width
        self.field.setText(text)
        self._fill()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        _application().installEventFilter(self)

    def close_it(self) -> None:
        """Closes, with nothing chosen."""
        if not self.isHidden():
            self._hide()
            self.closed.emit()

    def _hide(self) -> None:
        """The keyboard goes back to where it was, unless it has gone elsewhere."""
        _application().removeEventFilter(self)
        if self.field.hasFocus() and self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)  # else, hidden, it would be left as by Tab
        self.hide()

    # Its parts.

    def _make_field(self, name: str, title: str) -> QLineEdit:
        field = QLineEdit(self, placeholderText=title)
        field.setObjectName(f"{name}Field")
        field.setAccessibleName(title)
        field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        field.textEdited.connect(self._fill)
        return field

    def _make_list(self, name: str) -> QListView:
        made = QListView(self)
        made.setObjectName(f"{name}List")
        made.setModel(QStandardItemModel(made))
        made.setItemDelegate(Rows(made))
        made.setUniformItemSizes(True)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.clicked.connect(self._choose)
        return made

    # What is offered.

    def _fill(self) -> None:
        rows = self._find(self.field.text().strip())
        model = QStandardItemModel(self.list)
        for row in rows:
            model.appendRow(_item(row))
        old = self.list.model()
        self.list.setModel(model)
        old.deleteLater()
        self.list.setCurrentIndex(model.index(0, 0))
        self._nothing.setText(self._nothing_words.format(self.field.text().strip()))
        self._nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._fit(len(rows))

    def _fit(self, count: int) -> None:
        """As large as what is offered, within the owner."""
        room = self._owner.rect().adjusted(GRID, GRID, -GRID, -GRID)
        self.list.setFixedHeight(look.scaled(HEIGHT) * min(count, _SHOWN) + 2)
        self.setFixedWidth(min(look.scaled(self._width), room.width()))
        self._column.activate()
        self.setFixedHeight(min(self._column.sizeHint().height(), room.height()))
        spot = self._spot or QPoint(room.center().x() - self.width() // 2, room.top() + room.height() // 8)
        x = max(room.left(), min(spot.x(), room.right() - self.width()))
        y = max(room.top(), min(spot.y(), room.bottom() - self._tallest()))
        self.move(x, y)

    def _tallest(self) -> int:
        """How high it is with a full list: it does not jump as one types."""
        least = self.field.sizeHint().height() + 3 * GRID + 2
        return least + look.scaled(HEIGHT) * _SHOWN

    def _choose(self, index: QModelIndex | None = None) -> None:
        row = self.current if index is None else index.data(ROW)
        if row is None:
            return
        if row.why_not:
            self.refused.emit(row.why_not)
            return
        self._hide()  # first, so that what is done then finds the keyboard where it was
        self.chosen.emit(row.id)
        self.closed.emit()

    def _step(self, by: int) -> None:
        model, now = self.list.model(), self.list.currentIndex().row()
        count = model.rowCount()
        if count:
            to = (now + by) % count if abs(by) == 1 else max(0, min(now + by, count - 1))
            self.list.setCurrentIndex(model.index(to, 0))

    # What happens elsewhere.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        if self._is_elsewhere(watched, event):
            self.close_it()
        return False

    def _is_elsewhere(self, watched: QObject, event: QEvent) -> bool:
        """Whether the event says that the person does something else now."""
        kind = event.type()
        if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonPress:
            spot = self.mapFromGlobal(event.globalPosition().toPoint())
            return isinstance(watched, QWidget) and not self.rect().contains(spot)
        return (watched, kind) in ((self.field, QEvent.Type.FocusOut), (self._owner, QEvent.Type.Resize))

    def _key(self, event: QKeyEvent) -> bool:
        """Keys of the field that are meant for the list. Whether it was one."""
        key = event.key()
        if key in _STEPS:
            self._step(_STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.close_it()
        else:
            return False
        return True


def _application() -> QCoreApplication:
    found = QCoreApplication.instance()
    assert found is not None
    return found


def _item(row: Row) -> QStandardItem:
    item = QStandardItem(row.title)
    item.setData(row, ROW)
    said = ". ".join(filter(None, (row.text, row.keys, row.why_not)))
    item.setData(said, Qt.ItemDataRole.AccessibleDescriptionRole)
    return item
