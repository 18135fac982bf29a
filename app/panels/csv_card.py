"""Choosing a CSV file, and what each of its columns is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.look import look, restyle
from app.look.icons import icon
from app.look.tokens import GRID
from app.training.csv_columns import Inspection, inspect_csv, suggested
from app.training.examples import DataError

Give = Callable[[dict[str, Any]], None]
"""Takes several of the data's settings at once."""

FIELDS = 300_000
"""Of a larger table only so many fields are looked at: more would keep people waiting."""
ROWS = 8
"""As many columns of the file are shown at once; the others are scrolled to."""

ROLES = {
    "inputs": ("Input", "Numbers that go into the network"),
    "indices": ("Index", "Whole numbers from 1, or text, that go in as indices"),
    "target": ("Target", "What the network is to predict"),
    "": ("Not used", "Leaves these columns out"),
}


class CsvCard(QWidget):
    """Hands what is chosen to `give` and shows what the model has. `folder` is where relative paths begin."""

    def __init__(self, give: Give, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._give = give
        self._folder = folder
        self._looked: tuple[object, Inspection | None] = (None, None)
        self._roles: dict[str, str] = {}
        self.trouble = ""
        """Why the file cannot be read, in words."""
        self._path = QLineEdit(self)
        self._path.setObjectName("data:path")
        self._path.setAccessibleName("CSV file")
        self._path.setPlaceholderText("no file chosen")
        self._path.setToolTip("The file; a relative path begins where the model is saved")
        self._path.editingFinished.connect(lambda: self._take(self._path.text().strip()))
        self._table = self._make_table()
        self._note = QLabel(self)
        self._note.setObjectName("csvNote")
        self._note.setWordWrap(True)
        restyle(self._note, role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID)
        column.addLayout(self._file_row())
        column.addWidget(self._note)
        column.addWidget(self._table)
        column.addLayout(self._role_buttons())

    def follow(self, options: Mapping[str, Any]) -> None:
        """Shows these settings."""
        path = options.get("path", "")
        self._path.setText(path)
        inspection = self._inspect(options)
        self._roles = {name: role for role in ROLES if role for name in options.get(role, ())}
        for widget in (self._table, *self._buttons):
            widget.setVisible(inspection is not None)
        self._note.setVisible(not self.trouble)
        if inspection:
            self._fill(inspection)
            some = "" if inspection.is_whole else f" in the first {inspection.rows:,} rows"
            self._note.setText(
                f"{len(inspection.columns)} columns{some}. Select some, then say what they are for."
            )

    def browse(self) -> None:
        """Asks for a file."""
        start = str(self._folder or Path.home())
        path, _ = QFileDialog.getOpenFileName(
            self, "Choose a CSV file", start, "Tables (*.csv *.tsv *.txt);;All files (*)"
        )
        if path:
            self._take(path)

    def _file_row(self) -> QHBoxLayout:
        button = QPushButton(icon("open"), " Choose…", self)
        button.setObjectName("chooseFile")
        button.setToolTip("Choose a table in a file")
        button.clicked.connect(self.browse)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._path, 1)
        row.addWidget(button)
        return row

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

    def _inspect(self, options: Mapping[str, Any]) -> Inspection | None:
        """What the file holds; looked at again only when the file, or how it is read, has changed."""
        path = self._whole(options.get("path", ""))
        if path is None:
            self._note.setText("Choose a file with a table: one row for each example.")
            return None
        how = {name: options[name] for name in ("separator", "decimal", "header") if name in options}
        key = (path, path.stat().st_mtime_ns if path.exists() else 0, tuple(how.items()))
        if key != self._looked[0]:
            self.trouble = ""
            try:
                self._looked = (key, inspect_csv(path, fields=FIELDS, **how))
            except DataError as error:
                self._looked = (key, None)
                self.trouble = str(error)
        return self._looked[1]

    def _whole(self, path: str) -> Path | None:
        if not path:
            return None
        whole = Path(path).expanduser()
        return whole if whole.is_absolute() or self._folder is None else self._folder / whole

    def _take(self, path: str) -> None:
        """Another file, its columns used as they look."""
        whole = self._whole(path)
        if whole and self._folder and whole.is_relative_to(self._folder):
            path = whole.relative_to(self._folder).as_posix()
        inspection = self._inspect({"path": path})
        self._give({"path": path} | (suggested(inspection) if inspection else {}))

    def _fill(self, inspection: Inspection) -> None:
        self._table.setRowCount(len(inspection.columns))
        for row, column in enumerate(inspection.columns):
            role = self._roles.get(column.name, "")
            title = ROLES[role][0] if role else "–"
            for place, text in enumerate((column.name, title, column.words)):
                item = QTableWidgetItem(text)
                item.setToolTip(f"{column.name}: {column.words}")
                self._table.setItem(row, place, item)
        high = min(len(inspection.columns), ROWS) * self._table.rowHeight(0)
        self._table.setFixedHeight(self._table.horizontalHeader().sizeHint().height() + high + look.scaled(4))

    def _use(self, role: str) -> None:
        """Gives the selected columns a role."""
        rows = {index.row() for index in self._table.selectionModel().selectedRows()}
        if not rows or not self._looked[1]:
            self._note.setText("Select columns in the list first.")
            return
        names = [column.name for column in self._looked[1].columns]
        roles = self._roles | {names[row]: role for row in rows}
        self._give({key: tuple(name for name in names if roles.get(name) == key) for key in ROLES if key})
