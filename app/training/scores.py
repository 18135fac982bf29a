"""Accuracy or R² of the epochs that were scored, in bounded memory: of a very long run evenly fewer."""

from __future__ import annotations

import math
from collections.abc import Iterable

from app.document.model import Score

MOST = 4096


class Scores:
    """Rows of an epoch's number, its score in training and that on what is held out (NaN without one).

    Written by one thread, read by any.
    """

    def __init__(self, rows: Iterable[Score] = ()) -> None:
        self._rows = list(rows)

    def add(self, epoch: int, training: float, held_out: float) -> None:
        """The next scored epoch; where there is nothing to say of it, it is left out."""
        if math.isnan(training) and math.isnan(held_out):
            return
        self._rows.append((epoch, training, held_out))
        if len(self._rows) > MOST:
            self._rows = [*self._rows[:-1:2], self._rows[-1]]  # another list: a reader may be in the old one

    def truncate(self, epoch: int) -> None:
        """Takes back what is after this many epochs."""
        self._rows = [row for row in self._rows if row[0] <= epoch]

    def kept(self, epoch: int) -> tuple[Score, ...]:
        """The rows of the first `epoch` epochs."""
        return tuple(row for row in tuple(self._rows) if row[0] <= epoch)
