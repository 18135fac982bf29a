"""The examples in batches.

A batch that takes all has them in their own order. Smaller ones are dealt in Torch's random order, a new
one for each epoch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from app.training.examples import Examples
from nncore.random import Generator

Batch = tuple[Any, np.ndarray, int]
"""What enters the network (an array, or a table of them), the target, and the number of rows."""


class Batches:
    """Deals out the examples; with `fresh` as copies, for a network that writes into its input.

    Attributes:
        next: deals the next `size` examples (0: all that are left). The arrays are overwritten by the batch
            after it. The bugs lab puts others in its place.
        drawn: the order of an epoch, counted from 0.
        position: how many of them this epoch has already dealt.
        order: this epoch's order, counted from 0; None for the data's own.
    """

    def __init__(self, examples: Examples, fresh: bool = False) -> None:
        self.next: Callable[[int, Generator], Batch] = self._next
        self.drawn: Callable[[Generator], np.ndarray] = self._shuffled
        self.rows = examples.rows
        self.position = 0
        self.order: np.ndarray | None = None
        self._arrays = (*examples.inputs, examples.target)
        self._whole: Batch | None = None if fresh else _batch(self._arrays)
        self._buffers: list[np.ndarray] = []

    def begin(self) -> None:
        """Starts an epoch; its order is drawn with its first batch."""
        self.position = 0
        self.order = None

    def _next(self, size: int, generator: Generator) -> Batch:
        start = self.position
        stop = self.rows if size == 0 else min(start + size, self.rows)
        self.position = stop
        if stop - start == self.rows and self._whole is not None:
            return self._whole
        if start == 0 and stop < self.rows:
            self.order = self.drawn(generator)
        return self._copied(start, stop)

    def _shuffled(self, generator: Generator) -> np.ndarray:
        return generator.randperm(self.rows) - 1

    def _copied(self, start: int, stop: int) -> Batch:
        count = stop - start
        if not self._buffers or len(self._buffers[0]) < count:
            self._buffers = [np.empty((count, *array.shape[1:]), array.dtype) for array in self._arrays]
        targets = [buffer[:count] for buffer in self._buffers]
        for array, target in zip(self._arrays, targets, strict=True):
            if self.order is None:
                np.copyto(target, array[start:stop])
            else:
                np.take(array, self.order[start:stop], axis=0, out=target, mode="clip")
        return _batch(targets)


def dealt(examples: Examples, size: int) -> Iterator[Batch]:
    """All examples in their order, as copies, so many at once."""
    for start in range(0, examples.rows, size):
        yield _batch([array[start : start + size].copy() for array in (*examples.inputs, examples.target)])


def _batch(arrays: Sequence[np.ndarray]) -> Batch:
    """The inputs as the network takes them, the target, and how many rows they have."""
    *inputs, target = arrays
    return inputs[0] if len(inputs) == 1 else inputs, target, len(target)
