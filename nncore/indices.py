"""Inputs that are indices: whole numbers that count from 1, of any type of number, as in Torch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nncore.errors import NNError

if TYPE_CHECKING:
    from nncore.module import Module


def fromZero(indices: np.ndarray, most: int, module: Module | None = None) -> np.ndarray:
    """The indices that came into `module`, counted from 0, as whole numbers.

    Raises:
        NNError: for one that is not whole, or not between 1 and `most`.
    """
    rows = indices if indices.dtype.kind in "iu" else indices.astype(np.int64)
    if not between(rows, 1, most):
        raise _outside(indices[(rows < 1) | (rows > most)], most, module)
    if rows is not indices and (rows != indices).any():
        raise _outside(indices[rows != indices], most, module)
    return rows - 1


def between(numbers: np.ndarray, low: float, high: float) -> bool:
    """Whether all numbers are from `low` to `high`; a NaN is not."""
    if not numbers.size:
        return True
    least, most = numbers.item(numbers.argmin()), numbers.item(numbers.argmax())  # quicker than min and max
    return bool(least >= low and most <= high)


def _outside(bad: np.ndarray, most: int, module: Module | None) -> NNError:
    return NNError(
        "an index is out of range", got=str(bad[0]), needs=f"a whole number from 1 to {most}", module=module
    )
