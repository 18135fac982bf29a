"""The row over the plots: which two of them are shown, and whether they stand still."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.look import restyle
from app.look.icons import icon
from app.look.tokens import GRID

PLOTS: dict[str, tuple[str, str]] = {
    "loss": ("Loss", "The criterion's mean over each epoch, or its value for each batch"),
    "score": (
        "Accuracy",
        "How many answers are right; for numbers R², how much of their spread is explained",
    ),
    "gradients": ("Gradients", "The length of the loss's gradient by each module's parameters"),
    "weights": ("Weights", "The length of each module's parameters"),
    "updates": ("Updates", "How long each step's change of the parameters is, as a share of their length"),
    "spread": ("Histograms", "How a module's numbers are spread, over time"),
    "resting": ("Dead units", "The share of units that are always 0 (ReLU) or at an end (Tanh, Sigmoid)"),
}
"""The plots by their ids: name and what they show."""

FIRST = ("loss", "gradients")


class PlotChoice(QWidget):
    """Two plots are shown at most; choosing a third puts it in the place of the one chosen first."""

    changed = Signal()
    picked = Signal()  # a person chose other plots
    held = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plotChoice")
        self.shown: tuple[str, ...] = FIRST
        """The ids of the plots, from left to right."""
        self._oldest = list(FIRST)
        self._buttons = {id: self._button(id) for id in PLOTS}
        self.hold = self._hold()
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID // 2, GRID // 4, GRID // 2, GRID // 4)
        row.setSpacing(GRID // 4)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.hold)
        self._check()

    def choose(self, id: str) -> None:
        """Shows a plot; one of two that are shown is taken away."""
        if id in self.shown and len(self.shown) > 1:
            self.shown = tuple(shown for shown in self.shown if shown != id)
            self._oldest.remove(id)
        elif id not in self.shown:
            self._put(id)
        self._check()
        self.changed.emit()
        self.picked.emit()

    def show_these(self, ids: tuple[str, ...]) -> None:
        """Shows these plots, one or two, and no others."""
        if ids != self.shown:
            self.shown, self._oldest = ids, list(ids)
            self._check()
            self.changed.emit()

    def name(self, id: str, name: str) -> None:
        """Calls a plot by another name."""
        self._buttons[id].setText(name)

    def _put(self, id: str) -> None:
        self._oldest.append(id)
        if len(self._oldest) > 2:
            gone = self._oldest.pop(0)
            self.shown = tuple(id if shown == gone else shown for shown in self.shown)
        else:
            self.shown = (*self.shown, id)

    def _check(self) -> None:
        for id, button in self._buttons.items():
            button.setChecked(id in self.shown)

    def _button(self, id: str) -> QToolButton:
        name, tip = PLOTS[id]
        button = QToolButton(self)
        button.setObjectName(f"plot:{id}")
        button.setText(name)
        button.setToolTip(f"{tip}. Two plots are shown side by side.")
        button.setCheckable(True)
        restyle(button, kind="small")
        button.clicked.connect(lambda: self.choose(id))
        return button

    def _hold(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("holdPlots")
        button.setText(" Hold")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(icon("pause"))
        button.setToolTip("Has the plots stand still, to be looked at; the run goes on")
        button.setAccessibleName("Hold the plots still")
        button.setCheckable(True)
        restyle(button, kind="small")
        button.toggled.connect(self.held)
        return button
