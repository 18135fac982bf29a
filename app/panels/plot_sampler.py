"""Looks at the run now and then while a plot that needs it is shown, and keeps what was seen."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Signal

from app.document.index import index
from app.document.model import Document
from app.runner import Runner
from app.session import Session
from app.training.glance import Glance, glance
from app.training.glances import Glances

PAUSE = 0.2
"""Seconds between two looks; more where a look takes long, so that training loses"""
SHARE = 0.03
"""of its time to them."""


class Sampler(QObject):
    """Asks the training thread, at most one question at a time."""

    seen = Signal()

    def __init__(self, session: Session, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.glances = Glances()
        self._session, self._runner = session, runner
        self._is_asking, self._next = False, 0.0
        session.document_changed.connect(self._follow)
        session.history_changed.connect(self._follow_history)

    def look(self) -> None:
        """Looks, if it is time to and something runs."""
        if self._is_asking or not self._runner.is_running or perf_counter() < self._next:
            return
        self._is_asking = True
        if self._runner.ask(glance, self._take, self._fail) is None:
            self._is_asking = False

    def _take(self, seen: Glance) -> None:
        self._is_asking = False
        self._next = perf_counter() + max(PAUSE, seen.seconds / SHARE)
        if seen.step:
            self.glances.add(seen)
            self.seen.emit()

    def _fail(self, error: Exception) -> None:
        self._is_asking = False

    def _follow(self, before: Document, now: Document) -> None:
        self.glances.keep(index(now).nodes.keys())

    def _follow_history(self) -> None:
        """After undo, rewind or opening another model nothing is known of what has not happened."""
        step = self._session.checkpoint.step
        if not self._runner.is_running and step < self.glances.last_step:
            self.glances.cut(step + 1)
            self.seen.emit()
