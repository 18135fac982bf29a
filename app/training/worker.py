"""The one thread that trains. It owns the engine's objects.

The window sends it commands and reads what it publishes.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Literal, TypeVar

from threadpoolctl import threadpool_limits

from app.document.model import Checkpoint, Document, NodeId, Training
from app.document.moment import Moment
from app.document.refused import Refused
from app.document.training import LIVE
from app.training.epochs import EpochLosses
from app.training.examples import DataError
from app.training.fault import TrainingFault
from app.training.resume import Resumed
from app.training.rings import Rings
from app.training.run import Run
from app.training.scores import Scores
from app.training.timeline import Timeline
from app.training.turn import Turn
from app.training.watch import Seen, Watch

State = Literal["empty", "paused", "running", "fault"]
Kind = Literal["batch", "epoch"]

Answer = TypeVar("Answer")
Question = Callable[[Run], Answer]
"""Something to be worked out from a run, between two batches. It leaves the run as it was."""

SLICE = 0.01
"""Seconds of training between two looks at the commands."""
SWITCH = 0.0005
"""Seconds after which the window gets its turn when it asks for one."""


class Worker:
    """Trains in a thread of its own. Commands return at once and are carried out in order, between batches.

    What it publishes may be read at any time from any thread, and changes under the reader's eyes; `rings`,
    `losses` and `timeline` are other objects after `load` and `rewind`. It never calls back: poll, at the
    screen's pace.
    """

    def __init__(self) -> None:
        self.state: State = "empty"
        self.fault: TrainingFault | None = None
        self.resumed = Resumed()
        """What became of the parameters at the last `load`."""
        self.rings = Rings()
        self.losses, self.validations, self.scores = EpochLosses(), EpochLosses(), Scores()
        self.timeline = Timeline()
        self.step_count = 0
        self.reached = ""
        """Why the last run stopped before its time, in words."""
        self.turn = Turn()
        """Taken by the window while it is busy."""
        self._watch = Watch()
        self._run: Run | None = None
        self._given = Checkpoint()
        self._past: tuple[Checkpoint, Run] | None = None
        self._until: int | None = None
        self._commands: SimpleQueue[Callable[[], Any] | None] = SimpleQueue()
        self._sent = self._done = 0
        self._thread = threading.Thread(target=self._work, name="training", daemon=True)

    # For any thread: commands.

    def start(self) -> None:
        """Starts the thread; commands sent before wait for it."""
        self._thread.start()

    def load(
        self,
        document: Document,
        checkpoint: Checkpoint | None = None,
        folder: Path | None = None,
        moments: tuple[Moment, ...] = (),
    ) -> None:
        """Takes a document, as far as it is trained; stands paused then, or at the fault that it found.

        `moments` are those of the past that led there.
        """
        self._send(lambda: self._load(document, checkpoint or Checkpoint(), folder, moments))

    def run(self, until_epoch: int | None = None) -> None:
        """Trains until this many epochs are finished, or until it is paused."""
        self._send(lambda: self._start(until_epoch))

    def pause(self) -> None:
        """Stops after the batch at hand."""
        self._send(self._rest)

    def step(self, kind: Kind = "batch") -> None:
        """Trains on one batch, or to the end of the epoch; then pauses."""
        self._send(lambda: self._step(kind))

    def rewind(self) -> None:
        """Back to the very same start: the same data, the same first weights, the same draws. Pauses."""
        self._send(self._rewind)

    def set_pace(self, training: Training) -> None:
        """What of the settings a run can take on as it goes, from the next batch on."""
        self._send(lambda: self._set(training))

    def request_checkpoint(self) -> Future[Checkpoint]:
        """How far it is trained once the commands before this one are done; training goes on."""
        answer: Future[Checkpoint] = Future()
        self._send(lambda: self._answer(answer))
        return answer

    def checkpoint(self, timeout: float = 5.0) -> Checkpoint:
        """The same, waited for: some milliseconds, or what a batch takes.

        Raises:
            TimeoutError: when it takes longer than this many seconds.
        """
        return self.request_checkpoint().result(timeout)

    def ask(self, question: Question[Answer], checkpoint: Checkpoint | None = None) -> Future[Answer]:
        """What `question` makes of the run, or of the same model as it was at a checkpoint; training waits.

        The future fails with `Refused` when nothing is loaded that can run.
        """
        answer: Future[Answer] = Future()
        self._send(lambda: self._reply(answer, question, checkpoint))
        return answer

    def watch(self, nodes: frozenset[NodeId]) -> None:
        """Looks into these modules while it trains, some times a second; `seen` has what was seen last."""
        self._send(lambda: self._watch.follow(nodes))

    @property
    def seen(self) -> Seen | None:
        """What was seen of the watched modules in the last batch that was looked into."""
        return self._watch.seen

    def close(self, timeout: float = 5.0) -> None:
        """Ends the thread, after the batch at hand."""
        if self._thread.is_alive():
            self._commands.put(None)
            self._thread.join(timeout)

    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    @property
    def is_busy(self) -> bool:
        """Whether there are commands that are not done yet, or it is training."""
        return self._sent != self._done or self.state == "running"

    @property
    def epoch(self) -> int:
        """How many epochs are finished."""
        return len(self.losses)

    @property
    def gradient_norms(self) -> dict[NodeId, float]:
        """The last gradient norms that were recorded, by node."""
        rings = self.rings
        _, norms, _ = rings.norms.read(rings.norms.count - 1)
        return dict(zip(rings.nodes, norms[-1].tolist(), strict=True)) if len(norms) else {}

    def _send(self, command: Callable[[], Any]) -> None:
        self._sent += 1
        self._commands.put(command)

    # For the thread itself.

    def _work(self) -> None:
        blas = threadpool_limits(max(1, (os.cpu_count() or 2) - 1), user_api="blas")
        with _quick_switches(), blas:
            while self._obey():
                if self.state == "running":
                    self._train(SLICE, self._until)

    def _obey(self) -> bool:
        """Carries out the commands there are; waits for one when there is nothing to do. False at the end."""
        wait = self.state != "running"
        while True:
            try:
                command = self._commands.get(block=wait)
            except Empty:
                return True
            if command is None:
                return False
            try:
                command()
            except Exception as error:
                self._fail(TrainingFault(None, "", f"{type(error).__name__}: {error}"))
            self._done += 1
            wait = self.state != "running"

    def _load(
        self,
        document: Document,
        checkpoint: Checkpoint,
        folder: Path | None,
        moments: tuple[Moment, ...],
    ) -> None:
        self._run, self._given, self._past = None, checkpoint, None
        self._watch.follow(self._watch.nodes)
        self.losses, self.step_count = EpochLosses(checkpoint.losses, checkpoint.omitted), checkpoint.step
        try:
            run = Run(document, checkpoint, folder)
            run.timeline = Timeline(moments)
            if moments and moments[-1].step < run.step_count:  # where a file, or another run, left it
                run.timeline.add(run.moment())
            self._show(run)
        except DataError as error:
            self._fail(TrainingFault(error.node, "Data", str(error)))
        except Refused as refusal:
            self._fail(TrainingFault(None, "", str(refusal)))
        except MemoryError:
            self._fail(TrainingFault(None, "", "there is not enough memory for this model and its data."))

    def _rewind(self) -> None:
        if self._run:
            self._show(Run(self._run.document, examples=self._run.data))

    def _show(self, run: Run) -> None:
        self._run, self.resumed = run, run.resumed
        self.losses, self.step_count, self.scores = run.losses, run.step_count, run.scores
        self.validations, self.timeline = run.validations, run.timeline
        self.rings = run.rings  # last: a reader takes new rings for a sign that all is new
        self.fault, self.state = None, "paused"

    def _start(self, until: int | None) -> None:
        if self._run:
            self._until, self.reached = until, ""
            self.fault, self.state = None, "running"

    def _rest(self) -> None:
        if self.state == "running":
            self.state = "paused"

    def _step(self, kind: Kind) -> None:
        if not self._run:
            return
        if kind == "epoch":
            self._start(self._run.epoch + 1)
            return
        self._rest()
        try:
            self._run.step()
            self.fault, self.state = None, "paused"
        except TrainingFault as fault:
            self._fail(fault)
        self.step_count = self._run.step_count

    def _train(self, seconds: float, until: int | None) -> None:
        assert self._run is not None
        try:
            if is_due := self._watch.is_due:
                self._watch.look(self._run, until)
            if not (is_due and self._run.reached):
                self._run.advance(seconds, until, self.turn)
            self.reached = self._run.reached
            if self.reached or (until is not None and self._run.epoch >= until):
                self.state = "paused"
        except TrainingFault as fault:
            self._fail(fault)
        self.step_count = self._run.step_count

    def _answer(self, answer: Future[Checkpoint]) -> None:
        try:
            answer.set_result(self._run.checkpoint() if self._run else self._given)
        except MemoryError as error:
            answer.set_exception(error)

    def _reply(
        self, answer: Future[Answer], question: Question[Answer], checkpoint: Checkpoint | None
    ) -> None:
        if not answer.set_running_or_notify_cancel():
            return
        try:
            answer.set_result(question(self._run_at(checkpoint)))
        except Exception as error:  # whoever asked is told
            answer.set_exception(error)

    def _run_at(self, checkpoint: Checkpoint | None) -> Run:
        """The run; or another one of the same model that stands at a checkpoint, and is kept."""
        if self._run is None:
            raise Refused(str(self.fault or "There is no model yet."))
        if checkpoint is None:
            return self._run
        if self._past is None or self._past[0] is not checkpoint:
            run = Run(self._run.document, checkpoint, examples=self._run.data)
            self._past = (checkpoint, run)
        return self._past[1]

    def _set(self, training: Training) -> None:
        if self._run:
            now = self._run.document.training
            pace = replace(now, **{name: getattr(training, name) for name in LIVE})
            self._run.pace = pace
            self._run.document = replace(self._run.document, training=pace)

    def _fail(self, fault: TrainingFault) -> None:
        self.fault, self.state = fault, "fault"


@contextmanager
def _quick_switches() -> Iterator[None]:
    """Has Python's threads take turns more often while there is a worker; the last one puts that back."""
    with _switching:
        if not _before:
            _before.append(sys.getswitchinterval())
            sys.setswitchinterval(SWITCH)
        _before.append(SWITCH)
    try:
        yield
    finally:
        with _switching:
            _before.pop()
            if len(_before) == 1:
                sys.setswitchinterval(_before.pop())


_switching = threading.Lock()
_before: list[float] = []
"""What the interval was before the first worker, then one entry for each worker."""
