"""The examples on which the network does worst, the worst first."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.look import look, restyle
from app.look.fonts import ui_font
from app.look.tokens import GRID, SMALL
from app.panels.predictions.paper import told
from app.panels.thumbnails import image
from app.training.questions.worst import Bad, Worst

TITLES = ("Row", "Loss", "Right", "Says", "Inputs")
PICTURE = 32


class WorstView(QWidget):
    """`chosen` gives the row, from 0, of an example that is entered or double-clicked."""

    pointed = Signal(str)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[int] = []
        self._words = QLabel(self)
        self._words.setObjectName("worstWords")
        self._words.setWordWrap(True)
        restyle(self._words, role="small")
        self.table = self._make_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._words)
        column.addWidget(self.table)

    def show_worst(self, worst: Worst) -> None:
        """Shows these examples."""
        table = self.table
        table.setFont(ui_font(look.scaled(SMALL)))
        self._rows = [bad.row - 1 for bad in worst.examples]
        is_taller = table.rowCount() != len(worst.examples)
        table.setRowCount(len(worst.examples))
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)  # once for all that changes
        for row, bad in enumerate(worst.examples):
            self._fill(row, bad)
        self._size(head)
        if is_taller or any(bad.picture is not None for bad in worst.examples):
            table.resizeRowsToContents()
        some = f" {worst.looked:,} of {worst.rows:,} were looked at." if worst.looked < worst.rows else ""
        self._words.setText(
            f"The greatest losses of single examples.{some} Enter or a double-click takes one to Ask."
        )

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(TITLES), self)
        table.setObjectName("worst")
        table.setAccessibleName("The worst examples")
        table.setHorizontalHeaderLabels(list(TITLES))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setIconSize(QSize(look.scaled(PICTURE), look.scaled(PICTURE)))
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        self._size(head)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.activated.connect(lambda index: self.chosen.emit(self._rows[index.row()]))
        return table

    def _size(self, head: QHeaderView) -> None:
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(len(TITLES) - 1, QHeaderView.ResizeMode.Stretch)

    def _fill(self, row: int, bad: Bad) -> None:
        held = " (held out)" if bad.held else ""
        tip = f"Row {bad.row}{held}: {bad.inputs}\nRight: {bad.right}\nSays: {bad.said}"
        texts = (str(bad.row), told(bad.loss), bad.right, bad.said, bad.inputs)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            side = Qt.AlignmentFlag.AlignRight if column < 2 else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(f"{tip}\nLoss: {bad.loss:.6g}")
            self.table.setItem(row, column, item)
        if bad.picture is not None:
            size = look.scaled(PICTURE)
            last = QTableWidgetItem(QIcon(QPixmap.fromImage(image(bad.picture)).scaled(size, size)), "")
            last.setToolTip(tip)
            self.table.setItem(row, len(TITLES) - 1, last)
