"""The list of all commands with their keys, under the names of their menus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from app.commands.command import Command
from app.finder.fuzzy import rank
from app.keymap import Keymap, native
from app.look import look

_ID = Qt.ItemDataRole.UserRole + 1


class KeysTable(QTreeView):
    """Shows what `filter` leaves; the keys follow the keymap."""

    chosen = Signal()  # another command is current

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keysTable")
        self.setAccessibleName("Commands and their keys")
        self._keymap = keymap
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda: self.chosen.emit())
        keymap.changed.connect(self._follow)
        self.filter("")

    @property
    def command(self) -> Command | None:
        """The current command."""
        index = self.currentIndex()
        return self._keymap.commands[index.siblingAtColumn(0).data(_ID)] if index.isValid() else None

    def filter(self, text: str) -> None:
        """Shows the commands that fit `text`, whose keys or names are so; the current one stays current."""
        current = self.command
        self._rows.removeRows(0, self._rows.rowCount())
        self._rows.setHorizontalHeaderLabels(["Command", "Keys"])
        for command in self._keymap.commands.values():
            keys = _written(self._keymap, command)
            if rank(text, command.full, f"{command.tip} {keys}") is not None:
                self._rows.appendRow(self._row(command))
        self._follow()
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, look.scaled(232))
        self.choose(current)

    def choose(self, command: Command | None) -> None:
        """Makes a command current, or the first one."""
        ids = [self._rows.item(row).data(_ID) for row in range(self._rows.rowCount())]
        row = ids.index(command.id) if command is not None and command.id in ids else 0
        self.setCurrentIndex(self._rows.index(row, 0))

    def _row(self, command: Command) -> list[QStandardItem]:
        name, keys = QStandardItem(command.full), QStandardItem()
        name.setData(command.id, _ID)
        name.setToolTip(f"{command.tip}.")
        return [name, keys]

    def _follow(self) -> None:
        for row in range(self._rows.rowCount()):
            command = self._keymap.commands[self._rows.item(row).data(_ID)]
            item = self._rows.item(row, 1)
            item.setText(_written(self._keymap, command))
            font = item.font()
            font.setBold(self._keymap.is_changed(command))
            item.setFont(font)
            item.setToolTip("Not its own keys: you gave it these." if font.bold() else "")


def _written(keymap: Keymap, command: Command) -> str:
    return ", ".join(map(native, keymap.keys(command)))
