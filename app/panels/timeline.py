"""The bar of time travel: a slider over the run's past, what it stands at, and the way on from there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.document.moment import Moment
from app.look import look
from app.look.tokens import GRID
from app.named_keys import keys
from app.panels.action_button import ActionButton
from app.panels.scrubber import Scrubber
from app.panels.still_label import StillLabel
from app.runner import Runner
from app.session import Session

PAUSE = 100
"""Milliseconds between two looks at a past that grows."""
TIP = "Shows plots, values and predictions as they were at an earlier moment; arrows, Home and End move it"
EMPTY = "There is no past yet: Run [run] makes one"
LENGTH = 10_000
"""The slider's own units from the first moment to now."""
WIDEST = "Now · epoch 100,000 · loss 0.00000000"


class TimelineBar(QWidget):
    """Its right end is now. The buttons are the commands' actions, by id."""

    def __init__(
        self, session: Session, runner: Runner, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timelineBar")
        self._runner = runner
        self._moments: tuple[Moment, ...] = ()
        self.slider = Scrubber(self)
        self.slider.setObjectName("timeline")
        self.slider.setAccessibleName("The run's past")
        self.slider.setRange(0, LENGTH)
        self.slider.stepped.connect(runner.show_beside)
        self.words = StillLabel(parent=self)
        self.words.setObjectName("timelineWords")
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID // 2)
        self._row.setSpacing(GRID)
        self._row.addWidget(self.slider, 1)
        self._row.addWidget(self.words)
        for id in ("now", "continue_here"):
            if id in actions:
                self._row.addWidget(ActionButton(actions[id], actions[id].text().replace("&", ""), self))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self.refresh)
        self.slider.valueChanged.connect(self._show)
        runner.progressed.connect(self._ask)
        for signal in (runner.state_changed, runner.shown_changed, session.history_changed):
            signal.connect(self.refresh)
        look.changed.connect(self._size)
        self._size()
        self.refresh()

    def refresh(self) -> None:
        """Shows how much of a past there is, and which moment of it is looked at."""
        has_past, shown = self._runner.has_past, self._runner.shown_moment
        if shown is not None:
            self._moments = self._runner.moments
        blocker = QSignalBlocker(self.slider)
        self.slider.setValue(LENGTH if shown is None else self._place(shown))
        blocker.unblock()
        self.slider.setEnabled(has_past)
        tip = TIP if has_past else keys.said(EMPTY)
        if tip != self.slider.toolTip():  # it tells the whole program, even of the same one
            self.slider.setToolTip(tip)
        self.words.setText(self._words(shown))
        self.words.setEnabled(has_past)

    def _place(self, moment: Moment) -> int:
        """Where a moment stands on the slider: by the number of batches until then."""
        first, now = self._moments[0].step if self._moments else 0, self._runner.step_count
        return round(LENGTH * (moment.step - first) / max(now - first, 1))

    def _show(self, place: int) -> None:
        """Looks at the moment that is nearest to a place of the slider; its right end is now."""
        self._moments = self._runner.moments
        stops: list[tuple[int, Moment | None]] = [(self._place(moment), moment) for moment in self._moments]
        _, nearest = min(
            [(LENGTH, None), *stops], key=lambda stop: abs(stop[0] - place)
        )  # now, if it is as near
        if nearest is self._runner.shown_moment:
            self.refresh()  # back to where it stands
        else:
            self._runner.show(nearest)

    def _words(self, shown: Moment | None) -> str:
        if shown is not None:
            name = shown.words[0].upper() + shown.words[1:]
            return name if shown.step == 0 else f"{name} · loss {shown.loss:.5g}"
        last = self._runner.epoch_losses(self._runner.epoch - 1) if self._runner.epoch else []
        return f"Now · epoch {last[-1][0]:,} · loss {last[-1][1]:.5g}" if last else ""

    def _ask(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _size(self) -> None:
        """Gives the words room enough that nothing moves while the slider does."""
        self.words.set_least(QFontMetrics(self.words.font()).horizontalAdvance(WIDEST))
