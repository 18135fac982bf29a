"""Adding to single rows of a matrix, of which some may be named several times."""

from __future__ import annotations

import numpy as np

ROUNDS = 6
"""Rows named more often than this are added to in another way."""


def addRows(target: np.ndarray, rows: np.ndarray, values: np.ndarray) -> None:
    """target[rows[i]] += values[i] for every i, an index of one or more dimensions; rows count from 0.

    All at once, as far as every row is named once: where one is named again, the last one wins, and the
    others are added in further rounds. Several times faster than np.add.at on whole rows.
    """
    last = np.empty(len(target), np.intp)
    for _ in range(ROUNDS):
        sums = np.take(target, rows, axis=0, mode="clip")
        sums += values
        target[rows] = sums
        places = np.arange(rows.size)
        flat = rows.reshape(-1)
        last[flat] = places
        others = np.flatnonzero(last[flat] != places)
        if not others.size:
            return
        values = values[np.unravel_index(others, rows.shape)]
        rows = flat[others]
    _addOften(target, rows, values)


def scaled(values: np.ndarray, factor: float) -> np.ndarray:
    """A copy of `values` times `factor`, in which what is repeated (steps of 0 in memory) stays so."""
    once = values[tuple(slice(None if step else 1) for step in values.strides)]
    return np.broadcast_to(once * np.array(factor, values.dtype), values.shape)


def _addOften(target: np.ndarray, rows: np.ndarray, values: np.ndarray) -> None:
    """The same for few rows that are named many times."""
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    target[ordered[starts]] += np.add.reduceat(values[order], starts, axis=0)
