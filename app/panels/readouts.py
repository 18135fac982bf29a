"""How the training goes, in numbers; or, in the same place, why it cannot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.look import look, restyle
from app.look.icons import icon
from app.look.tokens import GRID
from app.panels.still_label import StillLabel
from app.runner import Runner

PAUSE = 100
"""Milliseconds between two changes of the numbers: nobody reads faster."""
SPAN = 0.5
"""Seconds over which the speed is measured."""

_COLUMNS = (
    ("Epoch", "epochReadout", "How many times all examples were seen", 64),
    ("Steps/s", "speedReadout", "How many batches it takes in a second", 72),
    ("Loss", "lossReadout", "The mean loss of the last finished epoch", 136),
)


class Readouts(QWidget):
    """Epoch, speed and loss, right-aligned under their names."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = QElapsedTimer()
        self._before = (0.0, 0)  # when the speed was last measured, and the steps until then
        self._values: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setRowMinimumHeight(1, look.scaled(30))  # as high as the fields beside it
        for place, (title, name, meaning, width) in enumerate(_COLUMNS, start=1):
            self._add(grid, place, title, name, meaning, width)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self.refresh)
        runner.progressed.connect(self._ask)
        runner.state_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows where it stands."""
        runner = self._runner
        epoch = runner.epoch
        self._values["epochReadout"].setText(f"{epoch:,}")
        last = runner.epoch_losses(epoch - 1) if epoch else []
        self._values["lossReadout"].setText(f"{last[-1][1]:.14g}" if last else "–")
        self._measure()

    def _add(self, grid: QGridLayout, place: int, title: str, name: str, meaning: str, width: int) -> None:
        label, value = QLabel(title, self), StillLabel("–", self, look.scaled(width))
        value.setObjectName(name)
        value.setAccessibleName(title)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        restyle(label, role="small")
        self._values[name] = value
        for row, widget in enumerate((label, value)):
            widget.setToolTip(meaning)
            widget.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _ask(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _measure(self) -> None:
        """Steps a second since the last time, while it runs; the last such number when it does not."""
        if not self._runner.is_running:
            self._clock.invalidate()
            return
        if not self._clock.isValid():
            self._clock.start()
            self._before = (0.0, self._runner.step_count)
            return
        now, steps = self._clock.elapsed() / 1000, self._runner.step_count
        if now - self._before[0] >= SPAN:
            speed = (steps - self._before[1]) / (now - self._before[0])
            self._values["speedReadout"].setText(f"{speed:,.0f}" if speed >= 10 else f"{speed:.1f}")
            self._before = (now, steps)


class Reason(QWidget):
    """Why it cannot run, with a button that goes there."""

    def __init__(self, go: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setObjectName("runReason")
        self._words.setWordWrap(True)
        self._words.setAccessibleName("Why it cannot run")
        restyle(self._words, role="warning-note")
        self._go = QPushButton(icon("warning", "warning"), " Show me", self)
        self._go.setObjectName("goToReason")
        self._go.setToolTip("Selects what keeps the model from running")
        self._go.clicked.connect(go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._words, 1)
        row.addWidget(self._go)

    def show_reason(self, words: str, can_go: bool = True) -> None:
        """Shows why; `can_go` says whether there is a module to go to."""
        self._words.setText(words)
        self._words.setToolTip(words)
        self._go.setVisible(can_go)
