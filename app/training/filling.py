"""Gaps in the data filled with what is usual in their column, as the examples that are trained on tell it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.training.examples import Examples


def filled(examples: Examples, held: np.ndarray) -> Examples:
    """With the gaps filled by column: the mean among numbers, the commonest one among indices.

    `held` is a mask of the rows that are held out; nothing of them goes into what the others get. A column
    that has nothing in any other row takes its own held-out rows, as there is nothing else.
    """
    if not any(gaps is not None for gaps in examples.gaps):
        return examples
    inputs = tuple(
        array if gaps is None else _filled(array, gaps, held)
        for array, gaps in zip(examples.inputs, examples.gaps, strict=True)
    )
    return replace(examples, inputs=inputs)


def _filled(array: np.ndarray, gaps: np.ndarray, held: np.ndarray) -> np.ndarray:
    new = array.copy()
    columns, missing = new.reshape(len(new), -1), gaps.reshape(len(new), -1)
    for column, absent in zip(columns.T, missing.T, strict=True):
        there = column[~absent & ~held] if (~absent & ~held).any() else column[~absent]
        if absent.any() and len(there):
            column[absent] = there.mean() if array.dtype.kind == "f" else np.bincount(there).argmax()
    return new
