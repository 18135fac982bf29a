"""Accuracy or R² of the epochs that were scored, in bounded memory: of a very long run evenly fewer."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from app.document.model import Score

MOST = 4096


class Scores:
    """Rows of an epoch's number, its score in training and that on what is held out (NaN without one).

    Written by one thread, read by any: the memory and how much of it is full change places together.
    """

    def __init__(self, rows: Iterable[Score] = ()) -> None:
        self._kept = (np.empty((MOST, 3)), 0)
        for row in rows:
            self.add(*row)

    def add(self, epoch: int, training: float, held_out: float) -> None:
        """The next scored epoch; where there is nothing to say of it, it is left out."""
        if math.isnan(training) and math.isnan(held_out):
            return
        rows, count = self._kept
        if count == MOST:
            fewer = np.empty_like(rows)  # a reader may be in the old ones
            count //= 2
            fewer[:count] = rows[::2]
            rows = fewer
        rows[count] = epoch, training, held_out
        self._kept = rows, count + 1

    def truncate(self, epoch: int) -> None:
        """Takes back what is after this many epochs."""
        rows, count = self._kept
        self._kept = rows.copy(), int(np.searchsorted(rows[:count, 0], epoch, side="right"))

    def kept(self, epoch: int) -> tuple[Score, ...]:
        """The rows of the first `epoch` epochs."""
        rows, count = self._kept
        return tuple((int(row[0]), row[1], row[2]) for row in rows[:count].tolist() if row[0] <= epoch)
