"""How often each class is taken for each other: rows are what is right, columns what the network says."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.look import look, restyle
from app.look.fonts import ui_font
from app.look.tokens import GRID, SMALL
from app.panels.predictions.paper import mixed
from app.panels.still_label import StillWords
from app.training.questions.confusion import Confusion

FAINTEST, STRONGEST = 0.2, 0.55
"""How much of the colour a cell has whose row has hardly any, or all, of its examples in it."""
FITTING = 12
"""So many classes stand side by side without scrolling."""


class ConfusionView(QWidget):
    """Right answers in blue, on the diagonal; wrong ones in orange; every cell with its count."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Confusion | None = None
        self.part = QComboBox(self)
        self.part.setObjectName("confusionPart")
        self.part.setAccessibleName("Which examples are counted")
        self.part.addItems(["What is trained on", "What is held out"])
        self.part.currentIndexChanged.connect(lambda _: self._fill())
        self._words = StillWords(parent=self)
        self._words.setObjectName("confusionWords")
        restyle(self._words, role="small")
        self.table = self._make_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self.part, self._words, self.table):
            column.addWidget(widget)
        look.changed.connect(self._fill)

    def show_confusion(self, confusion: Confusion) -> None:
        """Shows these counts."""
        self._shown = confusion
        self.part.setVisible(bool(confusion.held.sum()))
        self._fill()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(self)
        table.setObjectName("confusion")
        table.setAccessibleName("Rows are what is right, columns what the network says")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.setTextElideMode(Qt.TextElideMode.ElideNone)
        restyle(table, kind="dense")
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        return table

    def _fill(self) -> None:
        shown = self._shown
        if shown is None:
            return
        is_held = self.part.currentIndex() == 1 and bool(shown.held.sum())
        counts = shown.held if is_held else shown.trained
        names = [shown.names[at] if at < len(shown.names) else str(at + 1) for at in range(len(counts))]
        self._fit(names)
        blocker = QSignalBlocker(self.table.model())  # one picture of all cells, not one for each
        for row, values in enumerate(counts):
            total = int(values.sum())
            for column, count in enumerate(values.tolist()):
                self._show(row, column, count, total, names)
        blocker.unblock()
        self.table.viewport().update()
        if len(counts) > FITTING:
            self.table.horizontalHeader().resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        right, all_ = int(np.trace(counts)), int(counts.sum())
        share = f" ({right / all_:.1%})" if all_ else ""
        looked = int(shown.trained.sum() + shown.held.sum())
        some = f" {looked:,} of {shown.rows:,} were looked at." if looked < shown.rows else ""
        self._words.setText(
            f"{right:,} of {all_:,} are right{share}.{some} Rows: what is right. Columns: what it says."
        )

    def _fit(self, names: list[str]) -> None:
        table = self.table
        table.setFont(ui_font(look.scaled(SMALL)))
        if table.rowCount() != len(names):
            table.clear()
            table.setRowCount(len(names))
            table.setColumnCount(len(names))
        table.setHorizontalHeaderLabels(names)
        table.setVerticalHeaderLabels(names)
        fits = len(names) <= FITTING
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.ResizeToContents
        table.horizontalHeader().setSectionResizeMode(mode)
        table.horizontalHeader().setMinimumSectionSize(look.scaled(20))

    def _show(self, row: int, column: int, count: int, total: int, names: list[str]) -> None:
        item = self.table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.table.setItem(row, column, item)
        end = look.theme.forward if row == column else look.theme.backward
        share = count / total if total else 0.0
        item.setText(f"{count:,}" if count else "·")
        least = FAINTEST if count else 0.0
        item.setBackground(QBrush(mixed(look.theme.surface, end, least + (STRONGEST - least) * share)))
        item.setToolTip(f"{names[row]}: {count:,} of {total:,} are said to be {names[column]} ({share:.0%})")
