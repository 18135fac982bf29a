"""The window's side of the gradient check: a thread of its own, looked at thirty times a second."""

from __future__ import annotations

import threading
from collections.abc import Collection
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal

from app.document.essence import network
from app.document.model import Checkpoint, Document, NodeId
from app.document.refused import Refused
from app.runner import POLL, Runner
from app.session import Session
from app.training.examples import DataError, Examples
from app.training.gradients import Checked, GradientCheck
from app.training.run import Run

Stand = tuple[Document, Checkpoint, Examples]
"""The model, where its training stands, and its data."""


class GradientChecks(QObject):
    """Checks gradients on a copy of the network, and keeps what was found until the model changes."""

    changed = Signal()
    turned = Signal()  # a check begins or ends

    def __init__(self, session: Session, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.results: dict[NodeId, Checked] = {}
        self.share = 0.0
        """How much of the check that goes on is done."""
        self.trouble = ""
        """Why nothing could be checked."""
        self.was_cancelled = False
        self._session, self._runner = session, runner
        self._job: _Job | None = None
        self._is_waiting = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL)
        self._timer.timeout.connect(self._poll)
        self._was_checking = False
        self.changed.connect(self._turn)
        session.document_changed.connect(self._on_document)

    @property
    def is_checking(self) -> bool:
        return self._is_waiting or self._job is not None

    def start(self, nodes: Collection[NodeId] | None = None) -> None:
        """Checks these modules and all inside them, or everything."""
        if self.is_checking:
            return
        self._reset()
        self._is_waiting = True
        wanted = None if nodes is None else frozenset(nodes)
        if self._runner.ask(_stand, lambda stand: self._begin(stand, wanted), self._fail) is None:
            blocker = self._session.check.blocker
            self._is_waiting, self.trouble = False, blocker.text if blocker else ""
        self.changed.emit()

    def cancel(self) -> None:
        """Stops; what was found so far stays."""
        self.was_cancelled = self.was_cancelled or self.is_checking
        self._is_waiting = False
        if self._job is not None:
            self._job.stop()
        self.changed.emit()

    def clear(self) -> None:
        """Stops, and forgets what was found."""
        self.cancel()
        self._job = None
        self._timer.stop()
        self._reset()
        self.changed.emit()

    def close(self) -> None:
        """Stops, and waits for the thread to end."""
        self._timer.stop()
        if self._job is not None:
            self._job.stop()
            self._job.join()

    def _turn(self) -> None:
        if self.is_checking != self._was_checking:
            self._was_checking = self.is_checking
            self.turned.emit()

    def _reset(self) -> None:
        self.results, self.share, self.trouble, self.was_cancelled = {}, 0.0, "", False

    def _begin(self, stand: Stand, wanted: frozenset[NodeId] | None) -> None:
        if not self._is_waiting:
            return  # cancelled meanwhile
        self._is_waiting = False
        self._job = _Job(stand, wanted)
        self._job.start()
        self._timer.start()
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self._is_waiting, self.trouble = False, str(error)
        self.changed.emit()

    def _poll(self) -> None:
        """Takes over what the thread has found."""
        job = self._job
        if job is None:
            return
        is_over = not job.is_alive()
        self.share = job.share
        for found in job.found():
            self.results[found.node] = found
        if is_over:
            self._timer.stop()
            self._job = None
            self.trouble = job.trouble
        self.changed.emit()

    def _on_document(self, before: Document, now: Document) -> None:
        """What was found of another network no longer holds."""
        if network(before) != network(now) or before.training.faults != now.training.faults:
            self.clear()


def _stand(run: Run) -> Stand:
    return run.document, run.checkpoint(), run.data


class _Job(threading.Thread):
    """One check. What it finds is handed over in a queue."""

    def __init__(self, stand: Stand, wanted: frozenset[NodeId] | None) -> None:
        super().__init__(name="gradient check", daemon=True)
        self._stand, self._wanted = stand, wanted
        self._found: SimpleQueue[Checked] = SimpleQueue()
        self._is_stopped = False
        self.share = 0.0
        self.trouble = ""

    def stop(self) -> None:
        """Has it end at the next number."""
        self._is_stopped = True

    def found(self) -> list[Checked]:
        """What is new."""
        new: list[Checked] = []
        while True:
            try:
                new.append(self._found.get_nowait())
            except Empty:
                return new

    def run(self) -> None:
        try:
            GradientCheck(*self._stand, self._wanted)(self._report)
        except (Refused, DataError, MemoryError) as error:
            self.trouble = str(error) or "There is not enough memory for a copy of the network."

    def _report(self, share: float, checked: Checked | None) -> bool:
        self.share = share
        if checked is not None:
            self._found.put(checked)
        return not self._is_stopped
