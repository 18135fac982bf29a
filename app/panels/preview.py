"""The first rows of the data as a table."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.document.model import Data, Port
from app.look import look, restyle
from app.look.fonts import ui_font
from app.look.tokens import SMALL
from app.training.examples import Examples
from app.training.labels import Labels
from app.training.statistics import column_names

ROWS, COLUMNS = 6, 24
"""As many are shown."""


class Preview(QWidget):
    """A table of numbers, targets last, and a line that says how much of the data it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(self)
        self.table.setObjectName("dataPreview")
        self.table.setAccessibleName("The first rows of the data")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._caption = QLabel(self)
        self._caption.setObjectName("dataCaption")
        self._caption.setWordWrap(True)
        restyle(self._caption, role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self._caption)

    def show_examples(self, data: Data, examples: Examples) -> None:
        """Shows the first rows of `examples`, which are as `data` says."""
        ports = (*data.inputs, data.target)
        arrays = (*examples.inputs, examples.target)
        labels = examples.labels or tuple(Labels(port.name) for port in ports)
        columns = [
            column
            for port, array, label in zip(ports, arrays, labels, strict=True)
            for column in _columns(port, array[:ROWS], label)
        ]
        shown = columns if len(columns) <= COLUMNS else [*columns[: COLUMNS - 1], columns[-1]]
        count = min(ROWS, examples.rows)
        self.table.clear()
        self.table.setFont(ui_font(look.scaled(SMALL)))
        self.table.setRowCount(count)
        self.table.setColumnCount(len(shown))
        self.table.setHorizontalHeaderLabels([name for name, _ in shown])
        for place, (_, cells) in enumerate(shown):
            for row, (text, exact) in enumerate(cells):
                self.table.setItem(row, place, _cell(text, exact))
        self.table.resizeRowsToContents()
        self._fit()
        hidden = len(columns) - len(shown)
        more = f"; {hidden} columns are not shown" if hidden else ""
        self._caption.setText(f"The first {count} of {examples.rows:,} rows{more}.")

    def show_words(self, words: str) -> None:
        """Says why there are no rows to show."""
        self.table.setRowCount(0)
        self.table.setColumnCount(0)
        self.table.setFixedHeight(0)
        self._caption.setText(words)

    def _fit(self) -> None:
        """As high as its rows, so that the form scrolls and not the table."""
        head = self.table.horizontalHeader().sizeHint().height()
        rows = sum(self.table.rowHeight(row) for row in range(self.table.rowCount()))
        self.table.setFixedHeight(head + rows + look.scaled(14))


Cell = tuple[str, str]
"""What is shown, and the same exactly."""


def _columns(port: Port, array: np.ndarray, labels: Labels) -> list[tuple[str, list[Cell]]]:
    """Name and cells of each column of one port. An index is shown by what it stands for."""
    flat = array.reshape(len(array), -1)
    names = column_names(port, labels)
    return [(name, [_said(value, labels) for value in flat[:, at]]) for at, name in enumerate(names)]


def _said(value: np.generic, labels: Labels) -> Cell:
    if isinstance(value, np.integer):
        meaning = labels.said(int(value))
        exact = str(value) if meaning == str(value) else f"{value}: {meaning}"
        return meaning, exact
    return f"{value:.3f}".replace("-", "−"), f"{value:.14g}"


def _cell(text: str, exact: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(exact)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
