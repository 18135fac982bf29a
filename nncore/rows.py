"""Adding to single rows of a matrix, of which some may be named several times."""

from __future__ import annotations

import numpy as np

ROUNDS = 6
"""Rows named more often than this are added to in another way."""


def addRows(target: np.ndarray, rows: np.ndarray, values: np.ndarray) -> None:
    """target[rows[i]] += values[i] for every i, an index of one or more dimensions; rows count from 0.

    As numpy broadcasts, `values` may have a size of 1 where it is the same for all of a dimension of `rows`.

    All at once, as far as every row is named once: where one is named again, the last one wins, and the
    others are added in further rounds. Several times faster than np.add.at on whole rows.
    """
    rows, values = _inRuns(rows, values)
    last = np.empty(len(target), np.intp)
    for _ in range(ROUNDS):
        if not rows.size:
            return
        sums = np.take(target, rows.reshape(-1, len(values)), axis=0, mode="clip")
        sums += values
        _put(target, rows, sums.reshape(len(rows), *target.shape[1:]))
        places = np.arange(rows.size)
        last[rows] = places
        others = np.flatnonzero(last[rows] != places)
        rows, values = rows[others], np.take(values, others % len(values), axis=0, mode="clip")
    if rows.size:
        _addOften(target, rows, values)


def _inRuns(rows: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows in such an order, as a vector, that all the values come in turn, over and over again."""
    if rows.ndim == 2 and values.shape[:2] == (len(rows), 1):
        return rows.T.reshape(-1), values[:, 0]
    width = values.shape[rows.ndim :]
    return rows.reshape(-1), np.broadcast_to(values, (*rows.shape, *width)).reshape(rows.size, *width)


def _put(target: np.ndarray, rows: np.ndarray, values: np.ndarray) -> None:
    """target[rows] = values; where it can be, each row as one thing to copy, which is quicker."""
    if target.ndim != 2 or not target.flags.c_contiguous or not values.flags.c_contiguous or not rows.size:
        target[rows] = values
        return
    whole = np.dtype((np.void, target.itemsize * target.shape[1]))
    target.view(whole)[rows, 0] = values.view(whole)[:, 0]


def once(values: np.ndarray) -> np.ndarray:
    """The values without their repetitions: with a size of 1 where the step in memory is 0."""
    found: np.ndarray = values[tuple([slice(None if step else 1) for step in values.strides])]
    return found


def scaled(values: np.ndarray, factor: float) -> np.ndarray:
    """A copy of the values times `factor`, without their repetitions."""
    product: np.ndarray = once(values) * np.array(factor, values.dtype)
    return product


def _addOften(target: np.ndarray, rows: np.ndarray, values: np.ndarray) -> None:
    """The same for few rows that are named many times."""
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    target[ordered[starts]] += np.add.reduceat(values[order], starts, axis=0)
