"""Walks through a batch call by call, forwards and backwards, while the run stays where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.document.essence import essence
from app.document.model import Checkpoint, Document
from app.runner import Runner
from app.session import Session
from app.training.trace import Trace, trace
from app.training.wave import Wave, wave

Unit = Literal["module", "phase"]
Move = tuple[Unit, bool]
"""How far, and whether forwards."""

KEPT = 8
"""So many batches can be walked back through."""


@dataclass
class _Walk:
    """A batch being walked through: from where the run stood, to where it stands once the update is done."""

    trace: Trace
    before: Checkpoint
    after: Checkpoint | None = None
    position: int = 0


class Stepper(QObject):
    """Holds a trace of the batch at hand, and a place in it.

    The parameters change when the place passes the update: then the run makes that very batch, as an undo
    step of its own; going back over the update undoes it.
    """

    changed = Signal()

    def __init__(self, session: Session, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._walks: list[_Walk] = []
        self._at = -1
        self._waiting: list[Move] = []
        self._is_asking = False
        self._training = False
        session.document_changed.connect(self._on_document)
        session.history_changed.connect(self._on_history)
        runner.state_changed.connect(self._on_state)

    # Where it stands.

    @property
    def trace(self) -> Trace | None:
        """The batch that is walked through; None while there is none."""
        return self._walk.trace if self._walk else None

    @property
    def position(self) -> int:
        """How many of its events are done."""
        return self._walk.position if self._walk else 0

    @property
    def is_busy(self) -> bool:
        """Whether a step is asked for and not there yet."""
        return self._is_asking or self._training

    @property
    def wave(self) -> Wave | None:
        """Where the batch is; None while none is walked through."""
        return wave(self._walk.trace, self._walk.position) if self._walk else None

    @property
    def _walk(self) -> _Walk | None:
        return self._walks[self._at] if 0 <= self._at < len(self._walks) else None

    # Moves.

    def forward(self, unit: Unit) -> None:
        """To the end of the next call, or of the next phase; at the end of a batch into the next one."""
        self._waiting.append((unit, True))
        self._go()

    def back(self, unit: Unit) -> None:
        """To before the last call, or the last phase; at the beginning of a batch to the one before."""
        self._waiting.append((unit, False))
        self._go()

    def leave(self) -> None:
        """Ends the walk: nothing is shown of a batch any more. The run stays where it stands."""
        self._waiting.clear()
        if self._walks:
            self._walks, self._at = [], -1
            self.changed.emit()

    def _go(self) -> None:
        while self._waiting and not self.is_busy:
            unit, forwards = self._waiting.pop(0)
            if self._runner.is_running:
                self._waiting.clear()
            elif forwards:
                self._forward(unit)
            else:
                self._back(unit)

    def _forward(self, unit: Unit) -> None:
        walk = self._walk
        if walk is None or walk.position == len(walk.trace.events):
            if walk is not None and walk.trace.fault is not None:
                self._say_fault(walk.trace)
            elif self._at + 1 < len(self._walks):
                self._at += 1
                self._forward(unit)
            else:
                self._ask(unit)
            return
        trace, at = walk.trace, walk.position
        self._move(walk, at + 1 if unit == "module" else trace.end_of_phase(at))

    def _back(self, unit: Unit) -> None:
        walk = self._walk
        if walk is None:
            self._session.said.emit("There is no step to take back: step forward first")
        elif walk.position > 0:
            at = walk.position
            self._move(walk, at - 1 if unit == "module" else walk.trace.begin_of_phase(at))
        elif self._at > 0:
            self._at -= 1
            self._back(unit)
        else:
            self.leave()

    def _move(self, walk: _Walk, position: int) -> None:
        """Goes there; over the update, the run does too."""
        edge = walk.trace.update
        crosses = (walk.position > edge) != (position > edge)
        if crosses and position > edge:
            self._train(walk)
        elif crosses and not self._untrain(walk):
            self._session.said.emit("The update cannot be taken back: the training has gone on since")
            return
        walk.position = position
        if position == len(walk.trace.events) and walk.trace.fault is not None:
            self._say_fault(walk.trace)
        self.changed.emit()

    def _say_fault(self, trace: Trace) -> None:
        if trace.fault is not None:
            self._runner.stopped.emit(trace.fault.node, str(trace.fault))

    # The run.

    def _ask(self, unit: Unit) -> None:
        before = self._session.checkpoint

        def then(found: Trace) -> None:
            self._is_asking = False
            if self._session.checkpoint is before and found.events:
                self._walks = [*self._walks[: self._at + 1], _Walk(found, before)][-KEPT:]
                self._at = len(self._walks) - 1
                self._forward(unit)
            self._go()

        def failed(error: Exception) -> None:
            self._is_asking = False
            self._waiting.clear()
            self._session.said.emit(str(error))

        self._is_asking = True
        if self._runner.ask(trace, then, failed) is None:
            self._is_asking = False
            self._waiting.clear()
            blocker = self._session.check.blocker
            if blocker is not None:
                self._runner.stopped.emit(blocker.node, blocker.text)

    def _train(self, walk: _Walk) -> None:
        """Has the run make the batch, or make it again after it was taken back."""
        if walk.after is not None and self._session.redo_words:
            self._training = True
            self._session.redo()
            self._training = False
            if self._session.checkpoint is walk.after:
                return
        walk.after = None
        self._training = True
        self._runner.step("batch")
        self._training = self._runner.is_running

    def _untrain(self, walk: _Walk) -> bool:
        if walk.after is None or self._session.checkpoint is not walk.after:
            return False
        self._training = True
        self._session.undo()
        self._training = False
        return self._session.checkpoint is walk.before

    def _on_state(self) -> None:
        if self._runner.is_running:
            if not self._training:
                self.leave()
        elif self._training:
            self._training = False
            if self._walk is not None:
                self._walk.after = self._session.checkpoint
            self.changed.emit()
            self._go()

    def _on_history(self) -> None:
        """After undo, redo or rewind the batch is another one, unless that was asked for here."""
        walk = self._walk
        if walk is None or self._training or self._is_asking:
            return
        reached = walk.after if walk.position > walk.trace.update else walk.before
        if self._session.checkpoint is not reached:
            self.leave()

    def _on_document(self, before: Document, now: Document) -> None:
        if essence(before) != essence(now) or before.training != now.training:
            self.leave()
