"""The window's side of training: sends the worker commands, and looks many times a second how far it is."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Literal, TypeVar

from PySide6.QtCore import QAbstractEventDispatcher, QElapsedTimer, QObject, QTimer, Signal

from app.document import edits
from app.document.essence import essence
from app.document.model import Checkpoint, Document, NodeId
from app.document.moment import Moment
from app.document.refused import Refused
from app.document.training import LIVE
from app.past import Past, Series, continue_from, with_present
from app.session import Session
from app.training.curves import Curves
from app.training.resume import METHOD, SIZES, Resumed
from app.training.resume_words import resume_words
from app.training.watch import Seen
from app.training.worker import Kind, Question, Worker

POLL, LATER = 33, 100
"""Milliseconds between two looks at the worker while it is busy; and after the first second of a run."""

State = Literal["paused", "running", "fault"]
Then = Callable[[], object]
Answer = TypeVar("Answer")


class Runner(QObject):
    """Training of the session's model. Nothing of the engine is touched here: the worker's thread owns it."""

    state_changed = Signal()
    progressed = Signal()  # there is something new to show; at most thirty times a second
    stopped = Signal(object, str)  # why it cannot run or go on: the node (or None), and in words
    shown_changed = Signal()  # another moment of the past is looked at, or what is now

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.curves = Curves()
        self._session = session
        self._worker = Worker()
        self._worker.start()
        self._past = Past(session, self._worker, self)
        self._past.shown_changed.connect(self.shown_changed)
        self._state: State = "paused"
        self._loaded: tuple[Document, Checkpoint] | None = None
        self._waiting: list[Then] = []
        self._timer = QTimer(self)
        self._timer.setInterval(POLL)
        self._timer.timeout.connect(self._poll)
        self._ran = QElapsedTimer()
        self._drawn, self._opened = session.checkpoint, session.document
        session.document_changed.connect(self._follow)
        session.history_changed.connect(self._follow_history)

    # Where it stands.

    @property
    def state(self) -> State:
        return self._state

    @property
    def is_running(self) -> bool:
        return self._state == "running"

    @property
    def has_run(self) -> bool:
        """Whether it is beyond its start."""
        return self.step_count > 0

    @property
    def step_count(self) -> int:
        """Batches since the start."""
        return self._worker.step_count if self.is_running else self._session.checkpoint.step

    @property
    def epoch(self) -> int:
        """How many epochs are finished."""
        return self._worker.epoch if self.is_running else self._session.checkpoint.epoch

    def epoch_losses(self, since: int = 0) -> list[tuple[int, float]]:
        """Number (from 1) and loss of each finished epoch after the first `since`; see `EpochLosses`."""
        return self._losses[0].since(since)

    @property
    def _losses(self) -> Series:
        if self.is_running:
            return self._worker.losses, self._worker.validations, self._worker.scores
        return self._past.losses

    # Time travel.

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments of this run before now that can be looked at, the oldest first."""
        return self._past.moments(self.is_running)

    @property
    def has_past(self) -> bool:
        """Whether there are such moments."""
        return next(self._past.each(self.is_running), None) is not None

    @property
    def shown(self) -> Checkpoint | None:
        """How far it was trained at the moment that is looked at; None for now."""
        return self._past.shown

    @property
    def shown_moment(self) -> Moment | None:
        """The moment that is looked at; None for now."""
        return self._past.moment

    def show(self, moment: Moment | None) -> None:
        """Looks at one of `moments`, or with None at what is now; training is not touched by it."""
        self._past.show(moment, self._losses)

    def show_beside(self, by: int) -> None:
        """Looks at the moment so many after the one that is looked at; before it, if negative."""
        moments = self.moments
        now, place = self.shown_moment, len(moments)
        if now is not None:
            place = next((n for n, moment in enumerate(moments) if moment.step >= now.step), place)
        place = max(place + by, 0)
        self.show(moments[place] if place < len(moments) else None)

    def continue_from_here(self) -> None:
        """Makes the moment that is looked at the present one; the run at hand is kept beside it."""
        moment, shown = self.shown_moment, self.shown
        if moment is None or shown is None:
            return

        self.when_paused(lambda: continue_from(self._session, moment, shown))

    # Commands.

    def run(self) -> None:
        """Trains up to the next multiple of the number of epochs; without end where that is 0."""
        epochs = self._session.document.training.epochs
        if self._ready():
            done = self._session.checkpoint.epoch
            self._worker.run((done // epochs + 1) * epochs if epochs else None)
            self._begin()

    def step(self, kind: Kind = "batch") -> None:
        """Trains on one batch, or to the end of the epoch."""
        if self._ready():
            self._worker.step(kind)
            self._begin()

    def pause(self) -> None:
        """Stops after the batch at hand."""
        self._worker.pause()

    def when_paused(self, then: Then) -> None:
        """Calls `then` when nothing runs: at once, or after pausing."""
        if self.is_running:
            self._waiting.append(then)
            self.pause()
        else:
            then()

    def rewind(self) -> None:
        """Back to the very same start."""
        self.when_paused(lambda: self._restart("Rewind", self._session.document))

    def new_seed(self) -> None:
        """Back to a start with other first weights."""

        def restart() -> None:
            document = edits.set_training(self._session.document, seed=secrets.randbelow(1_000_000))
            self._restart("New Seed", document)
            self._session.said.emit(f"The first weights are drawn with seed {document.training.seed} now")

        self.when_paused(restart)

    def restart(self, words: str, edit: Callable[[Document], Document]) -> None:
        """Back to the start with what `edit` makes of the model, as one act; a refusal is said instead."""

        def act() -> None:
            try:
                self._restart(words, edit(self._session.document))
            except Refused as refusal:
                self._session.said.emit(str(refusal))

        self.when_paused(act)

    def _restart(self, words: str, document: Document) -> None:
        """Back to the start; the run at hand is kept, if it finished an epoch."""
        runs = replace(with_present(self._session, epochs=1), fork=None)
        self._session.apply(words, document, checkpoint=Checkpoint(), runs=runs)

    def with_checkpoint(self, then: Callable[[Checkpoint], object]) -> None:
        """Calls `then` with how far it is trained; a run goes on meanwhile."""
        if self.is_running:
            self._when_done(self._worker.request_checkpoint(), lambda answer: then(answer.result()))
        else:
            then(self._session.checkpoint)

    def ask(
        self,
        question: Question[Answer],
        then: Callable[[Answer], object],
        failed: Callable[[Exception], object] | None = None,
        checkpoint: Checkpoint | None = None,
    ) -> Future[Answer] | None:
        """Calls `then` with what `question` makes of the run (or of it at `checkpoint`), or `failed`.

        The question is put on the worker's thread, between two batches. The future can be cancelled until
        then. None, and neither is called, while the model has a fault that keeps it from running.
        """
        if not self.is_running:
            if self._session.check.blocker is not None:
                return None
            self._load()

        def done(answer: Future[Answer]) -> None:
            if answer.cancelled():
                return
            error = answer.exception()
            if error is None:
                then(answer.result())
            elif failed is not None and isinstance(error, Exception):
                failed(error)

        answer = self._worker.ask(question, checkpoint)
        self._when_done(answer, done)
        return answer

    def _when_done(self, answer: Future[Answer], then: Callable[[Future[Answer]], object]) -> None:
        """Calls `then` on this thread once there is an answer."""

        def look() -> None:
            if answer.done():
                watch.stop()
                watch.deleteLater()
                then(answer)

        watch = QTimer(self)
        watch.setInterval(POLL)
        watch.timeout.connect(look)
        watch.start()

    def watch(self, nodes: frozenset[NodeId]) -> None:
        """Looks into these modules while it trains; `seen` has what was seen last."""
        self._worker.watch(nodes)

    @property
    def seen(self) -> Seen | None:
        """What was seen of the watched modules; None while nothing is watched or runs."""
        return self._worker.seen if self.is_running else None

    def close(self) -> None:
        """Ends the worker's thread."""
        self._timer.stop()
        self._worker.close()

    # How it goes.

    def _ready(self) -> bool:
        """Whether it can train; the worker then has what is to be trained."""
        session = self._session
        if self.is_running:
            return False
        blocker = session.check.blocker
        if blocker is not None:
            self.stopped.emit(blocker.node, blocker.text)
            return False
        if self._state == "fault":
            self._loaded = None  # what was wrong with the data may be mended by now
        if not self._is_loaded():
            self._load()
            self._tell_resumed()
        return True

    def _tell_resumed(self) -> None:
        """Says what was kept of an edited model, once the worker has it."""
        session = self._session
        before, now, checkpoint = self._trained, session.document, session.checkpoint
        if checkpoint.step == 0 or essence(before) == essence(now):
            return

        def tell(answer: Future[tuple[Resumed, bool]]) -> None:
            if answer.exception() is None:
                resumed, remembers = answer.result()
                forgot = bool(checkpoint.optimiser.keys() - {METHOD, SIZES}) and not remembers
                if words := resume_words(resumed, before, now, forgot):
                    session.said.emit(words)

        self._when_done(self._worker.ask(lambda run: (run.resumed, bool(run.method.state))), tell)

    @property
    def _trained(self) -> Document:
        """The document that was trained until the checkpoint."""
        moments = self._session.moments
        return moments[-1].document if moments else self._opened

    def _load(self) -> None:
        """Has the worker take what is to be trained, unless it has it already."""
        session = self._session
        if not self._is_loaded():
            self._worker.load(session.document, session.checkpoint, session.folder, self.moments)
            self._loaded = (session.document, session.checkpoint)

    def _is_loaded(self) -> bool:
        if self._loaded is None:
            return False
        document, checkpoint = self._loaded
        return checkpoint is self._session.checkpoint and essence(document) == essence(self._session.document)

    def _begin(self) -> None:
        self.show(None)  # whoever has it run wants to see it run
        self._set_state("running")
        self._ran.start()
        self._timer.start(POLL)
        self._share(True)

    def _share(self, on: bool) -> None:
        """Has the training give way whenever this thread has something to do, and no longer."""
        dispatcher, turn = QAbstractEventDispatcher.instance(), self._worker.turn
        if on:
            dispatcher.awake.connect(turn.take)
            dispatcher.aboutToBlock.connect(turn.give_back)
        else:
            dispatcher.awake.disconnect(turn.take)
            dispatcher.aboutToBlock.disconnect(turn.give_back)
            turn.give_back()

    def _poll(self) -> None:
        """Looks at the worker; when it has come to rest, notes how far it is."""
        resting = not self._worker.is_busy
        if self._ran.elapsed() > 1000 and self._timer.interval() != LATER:
            self._timer.setInterval(LATER)
        if self.curves.take(self._worker):
            self.progressed.emit()
        if resting:
            self._timer.stop()
            self._share(False)
            self._settle()

    def _settle(self) -> None:
        session, fault = self._session, self._worker.fault
        before = session.checkpoint
        if self._worker.step_count != before.step:
            checkpoint = self._worker.checkpoint()
            self._loaded = (session.document, checkpoint)
            self._drawn = checkpoint
            self._past.is_growing = True
            session.trained(_words(before, checkpoint), checkpoint, self._worker.timeline.moments)
            self._past.is_growing = False
            if self._worker.reached:
                session.said.emit(f"{self._worker.reached}. Run goes on from here")
        self._set_state("fault" if fault else "paused")
        if fault:
            self.stopped.emit(fault.node, str(fault))
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _set_state(self, state: State) -> None:
        self._state = state
        self.state_changed.emit()

    # How the session goes.

    def _follow(self, before: Document, now: Document) -> None:
        """An edit of what is trained stops a run; its pace is taken on as it goes."""
        old, new = before.training, now.training
        if any(getattr(new, name) != getattr(old, name) for name in LIVE):
            self._worker.set_pace(new)
        if self.is_running and essence(before) != essence(now):
            self.pause()
            self._loaded = None
            self._session.said.emit(
                "Paused, as the model has changed. Run goes on with the parameters that still fit."
            )

    def _follow_history(self) -> None:
        """After undo, redo, rewind or opening another model the curves end where the training now does."""
        checkpoint = self._session.checkpoint
        if checkpoint is not self._drawn:
            self._drawn, self._opened = checkpoint, self._session.document
            self.curves.go_to(checkpoint)
            self.progressed.emit()


def _words(before: Checkpoint, after: Checkpoint) -> str:
    if after.epoch > before.epoch:
        return f"Train to Epoch {after.epoch}"
    batches = after.step - before.step
    return "Train on one Batch" if batches == 1 else f"Train on {batches} Batches"
