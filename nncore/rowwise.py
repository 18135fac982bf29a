"""Sums and largest values over short dimensions: several times quicker than numpy's own reductions there."""

from __future__ import annotations

from functools import lru_cache
from math import prod

import numpy as np

SHORT = 64
"""Up to so many columns, a matrix is turned to find the largest value of each row."""
NARROW = 16
"""Up to so many columns, the sum of each row is written to all of them."""
LONG = 1024
"""From so many terms on, numpy's sum is as quick, and more exact in float32."""
MODERATE = 16.0
"""Up to here exponentials keep their digits in float32 without a row's largest number taken off first."""


def largest(matrix: np.ndarray) -> np.ndarray:
    """The largest value of each row, as a column."""
    if matrix.shape[1] > SHORT:
        wide: np.ndarray = np.maximum.reduce(matrix, 1, keepdims=True)
        return wide
    top: np.ndarray = np.maximum.reduce(np.ascontiguousarray(matrix.T), 0)  # all rows at once
    return top[:, None]


def moderate(array: np.ndarray) -> bool:
    """Whether all exponentials, and sums of them, stay in range."""
    least, most = array.item(array.argmin()), array.item(array.argmax())  # quicker than min and max
    return bool(least >= -MODERATE and most <= MODERATE)


def total(matrix: np.ndarray) -> np.ndarray:
    """The sum of each row, as a column; of a narrow matrix in every place of it.

    What is then done with both is quicker for two equal shapes than for a short row and one number.
    """
    count = matrix.shape[1]
    if count > LONG:
        long: np.ndarray = np.add.reduce(matrix, 1, keepdims=True)
        return long
    sums: np.ndarray = matrix.dot(_ones(count, count if count <= NARROW else 1, matrix.dtype))
    return sums


def sumOver(array: np.ndarray, axis: int, out: np.ndarray) -> None:
    """The sum over one dimension (from 0), into `out`, which holds as many numbers as are then left."""
    count, inner = array.shape[axis], prod(array.shape[axis + 1 :])
    if count > LONG or 1 < inner < 8 or not array.size:
        np.add.reduce(array, axis, out=out.reshape(array.shape[:axis] + array.shape[axis + 1 :]))
    elif inner == 1:
        np.dot(array.reshape(-1, count), _ones(1, count, array.dtype)[0], out=out.reshape(-1))
    else:
        ones = _ones(1, count, array.dtype)
        np.matmul(ones, array.reshape(-1, count, inner), out=out.reshape(-1, 1, inner))


@lru_cache(maxsize=32)
def _ones(rows: int, columns: int, dtype: np.dtype) -> np.ndarray:
    """A matrix of ones; a product with it is a sum, as in Torch. Never written to."""
    return np.ones((rows, columns), dtype)
