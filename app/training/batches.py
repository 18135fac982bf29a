"""The examples in batches.

A batch that takes all has them in their own order. Smaller ones are dealt in Torch's random order, a new
one for each epoch.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from app.training.examples import Examples
from nncore.random import Generator

Batch = tuple[Any, np.ndarray, int]
"""What enters the network (an array, or a table of them), the target, and the number of rows."""


class Batches:
    """Deals out the examples.

    Attributes:
        position: how many of them this epoch has already dealt.
        order: this epoch's order, counted from 0; None for the data's own.
    """

    def __init__(self, examples: Examples) -> None:
        self.examples = examples
        self.rows = examples.rows
        self.position = 0
        self.order: np.ndarray | None = None
        self._arrays = (*examples.inputs, examples.target)
        self._whole: Batch = (*self._halves(self._arrays), self.rows)
        self._buffers: list[np.ndarray] = []

    @property
    def is_finished(self) -> bool:
        """Whether every example of this epoch has been dealt."""
        return self.position >= self.rows

    def begin(self) -> None:
        """Starts an epoch; its order is drawn with its first batch."""
        self.position = 0
        self.order = None

    def next(self, size: int, generator: Generator) -> Batch:
        """The next `size` examples (0: all that are left). The arrays are overwritten by the next batch."""
        if self.position == 0 and self.order is None:
            if size == 0 or size >= self.rows:
                self.position = self.rows
                return self._whole
            self.order = generator.randperm(self.rows) - 1
        start = self.position
        stop = self.rows if size == 0 else min(start + size, self.rows)
        self.position = stop
        return self._taken(start, stop)

    def _taken(self, start: int, stop: int) -> Batch:
        count = stop - start
        if self.order is None:
            return *self._halves(tuple(array[start:stop] for array in self._arrays)), count
        if not self._buffers or len(self._buffers[0]) < count:
            self._buffers = [np.empty((count, *array.shape[1:]), array.dtype) for array in self._arrays]
        rows = self.order[start:stop]
        taken = tuple(
            np.take(array, rows, axis=0, out=buffer[:count], mode="clip")
            for array, buffer in zip(self._arrays, self._buffers, strict=True)
        )
        return *self._halves(taken), count

    def _halves(self, arrays: tuple[np.ndarray, ...]) -> tuple[Any, np.ndarray]:
        """The inputs as the network takes them, and the target."""
        *inputs, target = arrays
        return inputs[0] if len(inputs) == 1 else inputs, target
