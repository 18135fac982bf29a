"""What does it say for ...: inputs typed in by hand, or taken from the data, and the answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.document.model import Data, Port
from app.look import restyle
from app.look.tokens import GRID
from app.panels.figures_table import FiguresTable
from app.panels.node_card import shown_shape
from app.panels.predictions.paper import told
from app.training.questions.asked import Said


class AskView(QWidget):
    """`asked` says that something else was typed; `example_wanted` asks for a row of the data, from 0."""

    pointed = Signal(str)
    asked = Signal()
    example_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: tuple[str, ...] = ()
        """What is typed, a text for each input."""
        self._row = -1
        self._ports: tuple[Port, ...] = ()
        self._fields: list[QLineEdit] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 1)
        self._next = QPushButton("The next example", self)
        self._next.setObjectName("askNext")
        self._next.setToolTip("Puts the next row of the data in")
        self._next.clicked.connect(self._take_next)
        self._words = QLabel(self)
        self._words.setObjectName("askWords")
        self._words.setWordWrap(True)
        self.table = FiguresTable("askTable", ("It says", "Number", "Share"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._grid)
        column.addWidget(self._next)
        column.addWidget(self._words)
        column.addWidget(self.table)
        column.addStretch(1)
        self.table.hide()

    def follow(self, data: Data) -> None:
        """Has a field for each of the data's inputs; what was typed is gone when they are others."""
        if data.inputs == self._ports:
            return
        self._ports, self._row = data.inputs, -1
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._fields = [self._field(row, port) for row, port in enumerate(data.inputs)]
        self.texts = tuple("" for _ in self._fields)
        self.show_words("")

    def put(self, texts: tuple[str, ...]) -> None:
        """Puts an example into the fields, as if it were typed."""
        for field, text in zip(self._fields, texts, strict=True):
            field.setText(text)
        self._type()

    def choose_row(self, row: int) -> None:
        """Asks for a row of the data, from 0."""
        self._row = row
        self.example_wanted.emit(row)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not any(text.strip() for text in self.texts)

    def show_answer(self, said: Said) -> None:
        """Shows what the network says."""
        titles = ("It says", "Share" if said.are_shares else "Number")
        shares = said.are_shares
        rows = [
            [("▸ " if name == said.chosen else "") + name, f"{value:.1%}" if shares else told(value)]
            for name, value in said.rows
        ]
        self.table.setColumnCount(2)
        self.table.setHorizontalHeaderLabels(list(titles))
        self.table.show_rows(rows, [f"{name}: {value:.10g}" for name, value in said.rows])
        best = next((value for name, value in said.rows if name == said.chosen), 0.0)
        sure = f", sure to {best:.0%}" if shares else ""
        self._words.setText(f"It says {said.chosen}{sure}." if said.chosen else "")
        self._words.setVisible(bool(said.chosen))
        restyle(self._words, role="")

    def show_words(self, words: str) -> None:
        """Says why there is no answer."""
        self.table.hide()
        self._words.setText(words)
        self._words.setVisible(bool(words))
        restyle(self._words, role="warning-note" if words else "")

    def _field(self, row: int, port: Port) -> QLineEdit:
        label, field = QLabel(port.name, self), QLineEdit(self)
        field.setObjectName(f"ask:{port.name}")
        field.setAccessibleName(f"What does it say for {port.name}")
        field.setPlaceholderText(_hint(port))
        field.setToolTip(f"{port.name}: {shown_shape(port.shape)}, in the data's own units")
        label.setBuddy(field)
        field.textEdited.connect(lambda _: self._type())
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        return field

    def _type(self) -> None:
        self.texts = tuple(field.text() for field in self._fields)
        self.asked.emit()

    def _take_next(self) -> None:
        self.choose_row(self._row + 1)


def _hint(port: Port) -> str:
    if port.kind == "index":
        return "words, or indices from 1" if port.dims else f"a word, or an index from 1 to {port.high}"
    count = 1
    for size in port.dims:
        count *= size
    return "a number" if count == 1 else f"{count} numbers: 0.5, 1, …"
