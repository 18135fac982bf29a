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
    rows, values = _repeatedFirst(rows, values)
    last = np.empty(len(target), np.intp)
    for _ in range(ROUNDS):
        flat = rows.reshape(-1)
        sums = np.take(target, rows, axis=0, mode="clip")
        sums += values
        _put(target, flat, sums.reshape(len(flat), *target.shape[1:]))
        places = np.arange(flat.size)
        last[flat] = places
        others = np.flatnonzero(last[flat] != places)
        if not others.size:
            return
        values = values[np.unravel_index(others, rows.shape)]
        rows = flat[others]
    _addOften(target, rows, values)


def _repeatedFirst(rows: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both with the index in front along which the values are repeated: what is added is then long runs."""
    if rows.ndim != 2 or values.strides[1]:
        return rows, values
    return np.ascontiguousarray(rows.T), values.swapaxes(0, 1)


def _put(target: np.ndarray, rows: np.ndarray, values: np.ndarray) -> None:
    """target[rows] = values; where it can be, each row as one thing to copy, which is quicker."""
    if target.ndim != 2 or not target.flags.c_contiguous or not values.flags.c_contiguous or not rows.size:
        target[rows] = values
        return
    whole = np.dtype((np.void, target.itemsize * target.shape[1]))
    target.view(whole)[rows, 0] = values.view(whole)[:, 0]


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
