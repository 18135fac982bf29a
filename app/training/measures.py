"""What a run measures of itself besides losses and gradients, at a pace that costs it nothing to speak of."""

from __future__ import annotations

import math
from time import perf_counter
from typing import Any

import numpy as np

from app.training.layout import Layout
from app.training.rings import Ring, Rings
from app.training.score import Tally
from app.training.scores import Scores
from nncore.criterion import Criterion

BATCH_WORK = 1 << 14
"""Parameters whose lengths may be taken at every step; of ten times as many it is every tenth step."""
EPOCHS, EPOCHS_PER_SECOND = 200, 50
"""So many epochs are scored in full, then as many as can be seen."""


class Measures:
    """The lengths of weights and of their updates, and how well the answers of an epoch were.

    Attributes:
        due: the number of the next step at which `before` and `after` have something to do.
        scores: whether this epoch's answers are to be given to `score`, and then to `held_out`.
        held_out: counts the answers to examples that are held out.
    """

    def __init__(self, layout: Layout, criterion: Criterion, rings: Rings, kept: Scores) -> None:
        self._layout, self._rings, self._kept = layout, rings, kept
        self._tally, self.held_out = Tally(criterion), Tally(criterion)
        self._before = np.empty_like(layout.parameters)
        self._change = np.empty_like(layout.parameters)
        self._lengths = np.empty((2, len(layout.trainable)))
        self._least = -(-layout.parameters.size // BATCH_WORK)
        self._scored, self._next = 0, 0.0
        self.due = rings.step + 1
        self.scores = self._tally.counts

    def before(self) -> None:
        """Notes the parameters as they are before the step that is due."""
        np.copyto(self._before, self._layout.parameters)

    def after(self, step: int, stride: int) -> None:
        """Publishes what this step did; the next one that is due is `stride` later, or later still."""
        parameters = self._layout.parameters
        np.subtract(parameters, self._before, out=self._change)
        segments = self._layout.segments.values()
        weights, updates = self._lengths
        weights[:] = [part.dot(part) for part in map(parameters.__getitem__, segments)]
        updates[:] = [part.dot(part) for part in map(self._change.__getitem__, segments)]
        np.sqrt(self._lengths, out=self._lengths)
        np.divide(updates, weights, out=updates, where=weights > 0)
        self._rings.sizes.add(step, self._lengths)
        self.due = step + max(stride, self._least)

    def score(self, output: Any, target: np.ndarray) -> None:
        """Counts the answers of a batch."""
        self._tally.add(output, target)

    def end_epoch(self, epoch: int, rows: int) -> None:
        """Publishes how well the epoch's answers were, if all `rows` were seen, and on what is held out;
        chooses the next epoch to score.
        """
        if not self._tally.counts:
            return
        now = perf_counter()
        if self.scores:
            whole, value = self._tally.rows == rows, self._tally.take()
            self._kept.add(
                epoch,
                _publish(self._rings.scores, epoch, value if whole else None),
                _publish(self._rings.validation_scores, epoch, self.held_out.take()),
            )
            self._scored += 1
            self._next = now + 1 / EPOCHS_PER_SECOND
        self.scores = self._scored < EPOCHS or now >= self._next

    def forget(self) -> None:
        """Drops what was counted of an epoch that is begun: some of its batches are taken back."""
        self._tally.take()
        self.held_out.take()


def _publish(ring: Ring, epoch: int, value: float | None) -> float:
    """Tells of a score, if there is one; NaN if not."""
    if value is None or not math.isfinite(value):
        return math.nan
    ring.add(epoch, value)
    return value
