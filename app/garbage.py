"""Python's search for unused cycles, kept from stopping the window."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

YOUNG = 10_000
"""After how many new objects those are searched. Python's own 700 have half the time that a large model takes
to open go by with searches, for all that is made then stays."""

EVERY = 60_000
"""Milliseconds from one search of everything to the next: it frees old cycles that hold large arrays."""


def keep_what_is_there() -> None:
    """Takes all that exists now out of every later search; called once, when the program stands.

    A full search looks at each object there is: with the libraries and the window those are some 170,000,
    which takes 60 to 100 ms, in the middle of whatever is being done and with every thread at a halt. They
    stay until the end in any case, so that only what came later is looked through, in a few milliseconds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


class Sweeper(QObject):
    """Searches everything now and then, never in the middle of a drag."""

    def __init__(self, parent: QObject | None = None, every: int = EVERY) -> None:
        super().__init__(parent)
        self._every = every
        self._later = QTimer(self, singleShot=True, interval=every)
        self._later.timeout.connect(self._sweep)
        self._later.start()

    def _sweep(self) -> None:
        is_held = bool(QGuiApplication.mouseButtons().value)
        if not is_held:
            gc.collect()
        self._later.start(self._every // 60 if is_held else self._every)
