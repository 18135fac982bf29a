"""What each column of a table, or array of a file, is for: input, index, target, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.look import look, restyle
from app.look.tokens import GRID
from app.training.columns import Inspection

Give = Callable[[dict[str, Any]], None]
"""Takes several of the data's settings at once."""

ROWS = 8
"""As many columns of the file are shown at once; the others are scrolled to."""

ROLES = {
    "inputs": ("Input", "Numbers that go into the network"),
    "indices": ("Index", "Whole numbers from 1, or text, that go in as indices"),
    "target": ("Target", "What the network is to predict"),
    "": ("Not used", "Leaves these columns out"),
}


class ColumnsCard(QWidget):
    """Hands what is chosen to `give` and shows what is chosen. Hidden until a file was looked at."""

    def __init__(self, give: Give, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._give = give
        self._names: list[str] = []
        self._roles: dict[str, str] = {}
        self._shown: tuple[Inspection, dict[str, str]] | None = None
        self._table = self._make_table()
        self._note = QLabel(self)
        self._note.setObjectName("csvNote")
        self._note.setWordWrap(True)
        restyle(self._note, role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._note)
        column.addWidget(self._table)
        column.addLayout(self._role_buttons())
        self.hide()

    def follow(self, options: Mapping[str, Any], inspection: Inspection | None) -> None:
        """Shows these settings of a file that holds this."""
        self.setVisible(inspection is not None)
        if inspection is None:
            return
        self._roles = {name: role for role in ROLES if role for name in options.get(role, ())}
        if self._shown == (inspection, self._roles):
            return
        self._shown = (inspection, self._roles)
        self._names = [entry.name for entry in inspection.entries]
        self._fill(inspection)
        some = "" if inspection.is_whole else f" in the first {inspection.rows:,} rows"
        self._note.setText(f"{len(self._names)} columns{some}. Select some, then say what they are for.")

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3, self)
        table.setObjectName("csvColumns")
        table.setAccessibleName("The file's columns")
        table.setHorizontalHeaderLabels(["Column", "Use", "Holds"])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _role_buttons(self) -> QGridLayout:
        self._buttons: list[QPushButton] = []
        grid = QGridLayout()
        grid.setSpacing(GRID // 2)
        for place, (role, (title, meaning)) in enumerate(ROLES.items()):
            button = QPushButton(title, self)
            button.setObjectName(f"use:{role or 'none'}")
            button.setToolTip(f"{meaning}: the columns selected above")
            button.clicked.connect(lambda _=False, role=role: self._use(role))
            self._buttons.append(button)
            grid.addWidget(button, place // 2, place % 2)
        return grid

    def _fill(self, inspection: Inspection) -> None:
        self._table.setRowCount(len(inspection.entries))
        for row, column in enumerate(inspection.entries):
            role = self._roles.get(column.name, "")
            title = ROLES[role][0] if role else "–"
            for place, text in enumerate((column.name, title, column.words)):
                item = QTableWidgetItem(text)
                item.setToolTip(f"{column.name}: {column.words}")
                self._table.setItem(row, place, item)
        high = min(len(inspection.entries), ROWS) * self._table.rowHeight(0)
        self._table.setFixedHeight(self._table.horizontalHeader().sizeHint().height() + high + look.scaled(4))

    def _use(self, role: str) -> None:
        """Gives the selected columns a role."""
        rows = {index.row() for index in self._table.selectionModel().selectedRows()}
        if not rows:
            self._note.setText("Select columns in the list first.")
            return
        names = self._names
        roles = self._roles | {names[row]: role for row in rows}
        self._give({key: tuple(name for name in names if roles.get(name) == key) for key in ROLES if key})
