"""The data in figures: the range of each column, and how many examples each class has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import SMALL
from app.training.statistics import Count, Range

MOST = 40
"""As many rows are shown."""


class FiguresTable(QTableWidget):
    """Words at the left, numbers at the right. As high as its rows, so that the card scrolls and not it."""

    def __init__(self, name: str, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(titles), parent)
        self.setObjectName(name)
        for column, title in enumerate(titles):
            item = QTableWidgetItem(title)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, item)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[Sequence[str]], tips: Sequence[str] = ()) -> None:
        """Shows the first of these rows."""
        shown = rows[:MOST]
        self.setFont(ui_font(look.scaled(SMALL)))
        self.setRowCount(len(shown))
        for row, texts in enumerate(shown):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignLeft if not column else Qt.AlignmentFlag.AlignRight
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(tips[row] if tips else text)
                self.setItem(row, column, item)
        self.resizeRowsToContents()
        heights = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + heights + look.scaled(4))
        self.setVisible(bool(rows))


def range_rows(ranges: Sequence[Range]) -> tuple[list[list[str]], list[str]]:
    """Rows for the table of ranges, and their tooltips."""
    rows = [[each.name, *map(number, (each.low, each.mean, each.high))] for each in ranges]
    tips = [f"{each.name}: standard deviation {number(each.deviation)}" for each in ranges]
    return rows, tips


def count_rows(counts: Sequence[Count]) -> list[list[str]]:
    """Rows for the table of classes: the index with its name, the count, its share."""
    total = sum(count.count for count in counts) or 1
    return [[_called(count), f"{count.count:,}", f"{count.count / total:.0%}"] for count in counts]


def number(value: float) -> str:
    """Four digits, with a true minus."""
    return f"{value:.4g}".replace("-", "−")


def _called(count: Count) -> str:
    index = str(count.number)
    return index if count.name == index else f"{index} = {count.name}"
