"""Waiting for another thread, no longer than needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from app.training.worker import Worker


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Returns as soon as `condition()` is true; fails after `seconds`."""
    deadline, pause = time.monotonic() + seconds, Event()
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        pause.wait(0.001)


def settled(worker: Worker) -> Worker:
    """The worker, when all commands are done and nothing runs."""
    wait_for(lambda: not worker.is_busy)
    return worker


@contextmanager
def working() -> Iterator[Worker]:
    """A worker that has started, and has ended behind the block."""
    worker = Worker()
    worker.start()
    try:
        yield worker
    finally:
        worker.close()
        assert not worker.is_alive()
