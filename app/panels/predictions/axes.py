"""Which two of several inputs vary on the surface, and which of several outputs it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.document.model import Data
from app.look import restyle
from app.look.tokens import GRID

MOST = 64
"""Inputs that can be chosen from."""


class Axes(QWidget):
    """Choices, hidden where there is nothing to choose. All other inputs stay at their mean."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: Data | None = None
        self._all: list[str] = ["x"]
        across, up = (f"The input that varies {way}; others stay at their mean" for way in ("across", "up"))
        self._across, self._up = self._choice("surfaceAcross", across), self._choice("surfaceUp", up)
        self._output = self._choice("surfaceOutput", "The output that is shown, of several numbers")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self._inputs = [*self._titled(row, "Across", self._across), *self._titled(row, "Up", self._up)]
        self._outputs = self._titled(row, "Of", self._output)

    @property
    def columns(self) -> tuple[int, int]:
        """The two inputs, counted from 0."""
        return max(self._across.currentIndex(), 0), max(self._up.currentIndex(), 0)

    @property
    def output(self) -> int:
        """Which output is shown, counted from 0."""
        return max(self._output.currentIndex(), 0)

    @property
    def names(self) -> tuple[str, str]:
        """What they are called."""
        across, up = self.columns
        return self._all[min(across, len(self._all) - 1)], self._all[min(up, len(self._all) - 1)]

    def follow(self, data: Data, outputs: Sequence[str] = ()) -> None:
        """Offers the inputs of this data, and these outputs."""
        if self._output.count() != len(outputs):
            self._output.clear()
            self._output.addItems([*outputs[:MOST]])
        self._follow_inputs(data)
        for widgets, some in ((self._inputs, len(self._all) > 2), (self._outputs, len(outputs) > 1)):
            for widget in widgets:
                widget.setVisible(some)

    def _follow_inputs(self, data: Data) -> None:
        if self._data is not None and data.inputs == self._data.inputs:
            return
        self._data, names = data, _names(data)
        self._all = names
        for place, choice in enumerate((self._across, self._up)):
            choice.blockSignals(True)
            choice.clear()
            choice.addItems(names)
            choice.setCurrentIndex(min(place, len(names) - 1))
            choice.blockSignals(False)

    @property
    def has_choice(self) -> bool:
        """Whether there are more than two inputs, or more than one output."""
        return len(self._all) > 2 or self._output.count() > 1

    def rename(self, names: tuple[str, ...], outputs: tuple[str, ...] = ()) -> None:
        """Calls the inputs and the outputs by their own names."""
        for place in range(min(self._output.count(), len(outputs))):
            self._output.setItemText(place, outputs[place])
        if len(names) >= len(self._all) and [*names[: len(self._all)]] != self._all:
            self._all = [*names[: len(self._all)]]
            for choice in (self._across, self._up):
                for place, name in enumerate(self._all):
                    choice.setItemText(place, name)

    def _titled(self, row: QHBoxLayout, title: str, choice: QComboBox) -> list[QWidget]:
        label = QLabel(title, self)
        restyle(label, role="small")
        label.setBuddy(choice)
        row.addWidget(label)
        row.addWidget(choice, 1)
        return [label, choice]

    def _choice(self, name: str, tip: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setObjectName(name)
        choice.setAccessibleName(tip.partition(";")[0])
        choice.setToolTip(tip)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(3)
        choice.activated.connect(lambda _: self.changed.emit())
        return choice


def _names(data: Data) -> list[str]:
    """What the numbers of the first input are called, as far as its shape tells."""
    port = data.inputs[0]
    count = min(port.dims[0] if len(port.dims) == 1 else 1, MOST)
    return [port.name] if count == 1 else [f"{port.name}{place}" for place in range(1, count + 1)]
