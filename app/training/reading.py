"""Reading large files without keeping the window waiting: in a thread of its own, which can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import ContextVar
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Stopped(Exception):
    """Whoever asked no longer wants the answer."""


class Watch:
    """How far a reading is, and whether it is still wanted."""

    def __init__(self) -> None:
        self.fraction: float | None = None
        self._unwanted = threading.Event()

    def stop(self) -> None:
        self._unwanted.set()

    def look(self, done: float, total: float) -> None:
        """Notes how far it is. Raises Stopped when it is no longer wanted."""
        if self._unwanted.is_set():
            raise Stopped
        self.fraction = min(done / total, 1.0) if total else None


_watch: ContextVar[Watch | None] = ContextVar("_watch", default=None)


def progress(done: float, total: float) -> None:
    """For whoever reads a large file, every few thousand rows: `done` of `total` (bytes, rows, files).

    Raises:
        Stopped: when the reading was cancelled.
    """
    if watch := _watch.get():
        watch.look(done, total)


class Reading(Generic[Answer]):
    """A task in a thread of its own. Poll `future`; it fails with whatever the task raises."""

    def __init__(self, task: Callable[[], Answer]) -> None:
        self.future: Future[Answer] = Future()
        self._watch = Watch()
        self._task = task
        threading.Thread(target=self._work, name="reading", daemon=True).start()

    @property
    def fraction(self) -> float | None:
        """How much is done, from 0 to 1; None when that is not known."""
        return self._watch.fraction

    def cancel(self) -> None:
        """Stops it at the next occasion; its answer is then no longer of interest."""
        self._watch.stop()

    def _work(self) -> None:
        _watch.set(self._watch)  # a thread has a context of its own
        try:
            self.future.set_result(self._task())
        except BaseException as error:  # whoever polls is told
            self.future.set_exception(error)
