"""What the training thread publishes: preallocated rings, which another thread reads without a lock.

The writer stores a row and only then raises `count`; the reader copies, and then drops the rows that may have
been overwritten while it did. Python runs one thread at a time between two of these acts, so that no
half-written row is read.
"""

from __future__ import annotations

import numpy as np

from app.document.model import NodeId

STEPS = 1 << 17
"""Room for every step's loss: over a second at full speed."""
NORMS = 1 << 12
EPOCHS = 1 << 16


class Ring:
    """The last `capacity` rows of all that were added: a number x, and values of shape `shape`."""

    def __init__(self, capacity: int, shape: tuple[int, ...] = ()) -> None:
        self.capacity = capacity
        self.count = 0
        self._x = np.zeros(capacity)
        self._values = np.zeros((capacity, *shape))

    def add(self, x: float, value: float | np.ndarray) -> None:
        place = self.count % self.capacity
        self._x[place] = x
        self._values[place] = value
        self.count += 1

    def read(self, since: int = 0) -> tuple[np.ndarray, np.ndarray, int]:
        """x and values of the rows added after the first `since` ones, and the count to ask with next time.

        Rows that were overwritten in the meantime are missing from the front.
        """
        stop = self.count
        start = max(since, stop - self.capacity, 0)
        places = np.arange(start, stop) % self.capacity
        x, values = self._x[places], self._values[places]
        stale = max(self.count + 1 - self.capacity - start, 0)  # the writer may be inside its next row
        return x[stale:], values[stale:], stop


class Rings:
    """The rings of one run.

    Attributes:
        nodes: those that have parameters, in the order of the norms' columns.
        step, epoch: how many steps and epochs were done when the run began.
    """

    def __init__(self, nodes: tuple[NodeId, ...] = (), step: int = 0, epoch: int = 0) -> None:
        self.nodes = nodes
        self.step = step
        self.epoch = epoch
        self.losses = Ring(STEPS)
        """Each batch's loss by the step's number, from 1."""
        self.norms = Ring(NORMS, (len(nodes),))
        """The gradient's length at each node: of every step at first, later of as many as can be seen."""
        self.sizes = Ring(NORMS, (2, len(nodes)))
        """The weights' length at each node after a step, and that of the step's change as a share of it."""
        self.epochs = Ring(EPOCHS)
        """Each epoch's mean loss by its number, from 1."""
        self.scores = Ring(EPOCHS)
        """Accuracy or R² of the examples as training saw them in an epoch; of as many as can be seen."""
        self.validation = Ring(EPOCHS)
        """The loss on the examples that are held out, after an epoch."""
        self.validation_scores = Ring(EPOCHS)
        """Accuracy or R² on them."""
