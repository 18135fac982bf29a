"""Which two of several inputs vary on the surface."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.document.model import Data
from app.look import restyle
from app.look.tokens import GRID

MOST = 64
"""Inputs that can be chosen from."""


class Axes(QWidget):
    """Two choices, hidden where there is nothing to choose. All other inputs stay at their mean."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: Data | None = None
        self._all: list[str] = ["x"]
        self._across, self._up = self._choice("surfaceAcross", "across"), self._choice("surfaceUp", "up")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for title, choice in (("Across", self._across), ("Up", self._up)):
            label = QLabel(title, self)
            restyle(label, role="small")
            label.setBuddy(choice)
            row.addWidget(label)
            row.addWidget(choice, 1)

    @property
    def columns(self) -> tuple[int, int]:
        """The two inputs, counted from 0."""
        return max(self._across.currentIndex(), 0), max(self._up.currentIndex(), 0)

    @property
    def names(self) -> tuple[str, str]:
        """What they are called."""
        across, up = self.columns
        return self._all[min(across, len(self._all) - 1)], self._all[min(up, len(self._all) - 1)]

    def follow(self, data: Data) -> None:
        """Offers the inputs of this data."""
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
        """Whether there are more than two inputs."""
        return len(self._all) > 2

    def rename(self, names: tuple[str, ...]) -> None:
        """Calls the inputs by their own names."""
        if len(names) >= len(self._all) and [*names[: len(self._all)]] != self._all:
            self._all = [*names[: len(self._all)]]
            for choice in (self._across, self._up):
                for place, name in enumerate(self._all):
                    choice.setItemText(place, name)

    def _choice(self, name: str, way: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setObjectName(name)
        choice.setAccessibleName(f"The input that varies {way}")
        choice.setToolTip(f"The input that varies {way}; those that do not vary stay at their mean")
        choice.activated.connect(lambda _: self.changed.emit())
        return choice


def _names(data: Data) -> list[str]:
    """What the numbers of the first input are called, as far as its shape tells."""
    port = data.inputs[0]
    count = min(port.dims[0] if len(port.dims) == 1 else 1, MOST)
    return [port.name] if count == 1 else [f"{port.name}{place}" for place in range(1, count + 1)]
