"""A moment of a run: how far it was trained then. A run's past is a list of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.document.model import Checkpoint, Document


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A run as it was after some batches.

    `state` leaves out the losses of the finished epochs: they are the first of those that the run has by
    now. `time` counts epochs since the start, 2.5 in the midst of the third; `mean` is the last finished
    epoch's loss (NaN at the start), `validation` that on what is held out (NaN without any).
    """

    state: Checkpoint
    epoch: int
    time: float
    mean: float
    document: Document
    validation: float = math.nan

    @property
    def step(self) -> int:
        """Batches since the start."""
        return self.state.step

    @property
    def loss(self) -> float:
        """The loss of the last finished epoch; in the midst of one, of what there is of it."""
        return self.state.partial / self.state.position if self.state.position else self.mean

    @property
    def is_epoch_end(self) -> bool:
        """Whether no epoch is begun."""
        return self.time == self.epoch

    @property
    def words(self) -> str:
        """What it is called: "Epoch 2"; in the midst of an epoch by its batch, "Batch 7"."""
        if self.step == 0:
            return "the Start"
        return f"Epoch {self.epoch:,}" if self.is_epoch_end else f"Batch {self.step:,}"


def arrays(state: Checkpoint) -> Iterator[np.ndarray]:
    """All arrays of a training state."""
    yield from _arrays(state.weights)
    yield from _arrays(state.optimiser)
    yield from _arrays(state.random)
    yield from _arrays(state.gradients)


def _arrays(value: Any) -> Iterator[np.ndarray]:
    if isinstance(value, np.ndarray):
        yield value
    elif hasattr(value, "values"):
        for entry in value.values():
            yield from _arrays(entry)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _arrays(entry)
