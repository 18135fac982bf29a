"""Whose turn it is: training with small steps gives way while the window has something to do.

Python runs one thread at a time. A window that paints asks for its turn at every call of Qt and waits each
time until the trainer lets go: a picture of a millisecond's work then takes a hundred. So the trainer stands
still for the moment. Steps that take long spend their time in numpy, which does not keep others waiting; they
go on.
"""

from __future__ import annotations

import threading

PATIENCE = 0.025
"""Seconds after which the trainer goes on even if the window is still busy, so that both get their share."""
QUICK = 0.001
"""Steps of more seconds than this do not give way."""


class Turn:
    """Taken by the window's thread whenever it wakes, given back before it sleeps; heeded by the trainer."""

    def __init__(self) -> None:
        self.is_taken = False
        self._free = threading.Event()
        self._free.set()

    def take(self) -> None:
        """The window has something to do."""
        self.is_taken = True
        self._free.clear()

    def give_back(self) -> None:
        """The window waits for the next event."""
        self.is_taken = False
        self._free.set()

    def wait(self) -> None:
        """For the trainer: until the turn is given back, or patience is at its end."""
        if not self._free.wait(PATIENCE):
            self.is_taken = False
