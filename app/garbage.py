"""Python's search for unused cycles: in the window's thread alone, and never in the way of the window."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

EVERY = 1_000
"""Milliseconds from one search of what is new to the next."""

WHOLE = 60
"""Every so many searches is one of everything: it frees old cycles that hold large arrays."""

PATIENCE = 60
"""So many searches are put off while a mouse button is held; then one is made all the same."""


def keep_what_is_there() -> None:
    """Takes all that exists now out of every later search; called once, when the program stands.

    A full search looks at each object there is: with the libraries and the window those are some 170,000,
    which takes 60 to 100 ms, in the middle of whatever is being done and with every thread at a halt. They
    stay until the end in any case, so that only what came later is looked through, in a few milliseconds.
    """
    gc.collect()
    gc.freeze()


class Sweeper(QObject):
    """Searches now and then, in the thread it lives in, in place of Python's own searches.

    Python searches in whichever thread has just made an object. In the trainer's that would free what the
    window draws while it is being drawn, and as a large model opens half the time would go by with searches,
    for all that is made then stays.
    """

    def __init__(self, parent: QObject | None = None, every: int = EVERY) -> None:
        super().__init__(parent)
        gc.disable()
        self._searches = self._put_off = 0
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(self._sweep)
        self._timer.start()

    def _sweep(self) -> None:
        if QGuiApplication.mouseButtons().value and self._put_off < PATIENCE:
            self._put_off += 1
            return
        self._searches += 1
        self._put_off = 0
        gc.collect(2 if self._searches % WHOLE == 0 else 1)
