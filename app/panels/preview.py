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
        columns = [
            column
            for port, array in zip(ports, arrays, strict=True)
            for column in _columns(port, array[:ROWS])
        ]
        shown = columns if len(columns) <= COLUMNS else [*columns[: COLUMNS - 1], columns[-1]]
        count = min(ROWS, examples.rows)
        self.table.clear()
        self.table.setFont(ui_font(look.scaled(SMALL)))
        self.table.setRowCount(count)
        self.table.setColumnCount(len(shown))
        self.table.setHorizontalHeaderLabels([name for name, _ in shown])
        for place, (_, values) in enumerate(shown):
            for row, value in enumerate(values):
                self.table.setItem(row, place, _cell(value))
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


def _columns(port: Port, array: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """Name and values of each column of one port."""
    flat = array.reshape(len(array), -1)
    if flat.shape[1] == 1 and not port.dims:
        return [(port.name, flat[:, 0])]
    return [(f"{port.name}{place + 1}", flat[:, place]) for place in range(flat.shape[1])]


def _cell(value: np.generic) -> QTableWidgetItem:
    text = str(value) if isinstance(value, np.integer) else f"{value:.3f}".replace("-", "−")
    item = QTableWidgetItem(text)
    item.setToolTip(f"{value:.14g}")
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
