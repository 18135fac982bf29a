"""How the numbers of an array are spread, and how that changed over a run: histograms in bounded memory."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

BINS = 48
LOOKED_AT = 4096
"""Of larger arrays evenly spaced numbers are looked at, so many."""
ROWS = 384
"""Histograms that are kept of one array."""


class Spread(NamedTuple):
    """A histogram of equally wide bins from `low` to `high`."""

    low: float
    high: float
    mean: float
    counts: np.ndarray


def spread(values: np.ndarray) -> Spread | None:
    """The histogram of an array of any shape; None where it is empty or not finite."""
    flat = values.reshape(-1)
    if len(flat) > LOOKED_AT:
        flat = flat[:: -(-len(flat) // LOOKED_AT)]
    if not len(flat):
        return None
    low, high = float(flat.min()), float(flat.max())
    if not np.isfinite(high - low):
        return None
    scale = BINS / (high - low) if high - low > 1e-300 else 0.0  # of less, the factor may be infinite
    places = np.minimum((flat - low) * scale, BINS - 1).astype(np.int64)
    return Spread(low, high, float(flat.mean()), np.bincount(places, minlength=BINS))


class Spreads:
    """The histograms of one array at growing steps, thinned evenly when there are too many."""

    def __init__(self) -> None:
        self._steps: list[int] = []
        self._rows: list[Spread] = []
        self._gap = 0.0

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def steps(self) -> np.ndarray:
        return np.array(self._steps, dtype=float)

    def add(self, step: int, row: Spread) -> None:
        """Adds a histogram. What was at this step and later is dropped: the run was taken back."""
        self.cut(step)
        if len(self._steps) > 1 and self._steps[-1] - self._steps[-2] < self._gap:
            self._steps.pop()  # the newest is always there, also where it stands too near
            self._rows.pop()
        self._steps.append(step)
        self._rows.append(row._replace(counts=row.counts.astype(np.uint16)))
        if len(self._steps) > ROWS:
            self._steps, self._rows = self._steps[::2], self._rows[::2]
            self._gap = (self._steps[-1] - self._steps[0]) / (len(self._steps) - 1)

    def cut(self, step: int) -> None:
        """Drops what is from this step on."""
        while self._steps and self._steps[-1] >= step:
            self._steps.pop()
            self._rows.pop()

    def table(self) -> np.ndarray:
        """Rows: smallest number, largest, mean, and the count of each bin."""
        return np.array([(row.low, row.high, row.mean, *row.counts) for row in self._rows]).reshape(
            -1, 3 + BINS
        )

    def image(self, columns: np.ndarray, edges: np.ndarray) -> np.ndarray:
        """A picture of them: how many numbers lie in each pixel, as a share of the most in its column.

        Args:
            columns: the steps at the middles of the pixels' columns.
            edges: values at the pixels' edges, ascending.

        Returns:
            len(edges) − 1 rows, the first that of the smallest values; 0 where nothing is known.
        """
        steps, table = self.steps, self.table()
        if not len(steps):
            return np.zeros((len(edges) - 1, len(columns)))
        low, high, counts = table[:, :1], table[:, 1:2], table[:, 3:]
        below = np.concatenate([np.zeros((len(table), 1)), counts.cumsum(axis=1)], axis=1)
        wide = np.where(high > low, high - low, 1.0)
        at = np.where(high > low, np.clip((edges - low) / wide, 0, 1), edges > low) * BINS
        whole = np.minimum(at.astype(np.int64), BINS - 1)
        reached = np.take_along_axis(below, whole, 1) + (at - whole) * np.take_along_axis(counts, whole, 1)
        inside = np.diff(reached, axis=1)
        inside /= np.maximum(inside.max(axis=1, keepdims=True), 1e-300)
        nearest, known = _nearest(steps, columns)
        return np.where(known[:, None], inside[nearest], 0.0).T


def _nearest(steps: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The histogram next to each column, and whether it is near enough to stand for it."""
    middles = (steps[1:] + steps[:-1]) / 2
    gaps = np.diff(steps)
    first, last = (gaps[0] / 2, gaps[-1] / 2) if len(gaps) else (0.5, 0.5)
    known = (columns >= steps[0] - first) & (columns <= steps[-1] + last)
    return np.searchsorted(middles, columns), known
