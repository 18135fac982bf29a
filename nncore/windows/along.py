"""Linear maps along single dimensions of a batch of planes: means over parts, interpolation, padding.

Each is a matrix (output size × input size); going back is the same with its transpose.
"""

from __future__ import annotations

import numpy as np


def along(array: np.ndarray, matrices: list[np.ndarray]) -> np.ndarray:
    """`array` with its last dimensions mapped, one matrix for each."""
    for offset, matrix in enumerate(reversed(matrices)):
        axis = array.ndim - 1 - offset
        moved = array.swapaxes(axis, -1) if offset else array
        mapped = np.matmul(moved, matrix.T)
        array = mapped.swapaxes(axis, -1) if offset else mapped
    return array


def transposed(matrices: list[np.ndarray]) -> list[np.ndarray]:
    """The maps of the way back."""
    return [matrix.T for matrix in matrices]


def picking(places: np.ndarray, size: int, dtype: np.dtype) -> np.ndarray:
    """The map that takes the values at `places` (from 0) of a dimension of `size`."""
    matrix = np.zeros((len(places), size), dtype)
    matrix[np.arange(len(places)), places] = 1
    return matrix


def parts(size: int, count: int) -> list[tuple[int, int]]:
    """Where each of `count` parts of a dimension begins and ends; they cover it, and may overlap.

    Part i goes from ⌊i · size / count⌋ to ⌈(i + 1) · size / count⌉. After THNN's SpatialAdaptiveMaxPooling.c.
    """
    return [(i * size // count, -(-(i + 1) * size // count)) for i in range(count)]


def averaging(size: int, count: int, dtype: np.dtype) -> np.ndarray:
    """The map that takes the mean of each of `count` parts."""
    matrix = np.zeros((count, size), dtype)
    for row, (start, stop) in zip(matrix, parts(size, count), strict=True):
        row[start:stop] = 1 / (stop - start)
    return matrix


def interpolating(size: int, count: int, dtype: np.dtype) -> np.ndarray:
    """The map that draws straight lines between the values; first and last stay where they are.

    After THNN's SpatialUpSamplingBilinear.c, which works out where a value lies in single precision always.
    """
    matrix = np.zeros((count, size), dtype)
    ratio = np.float32(size - 1) / np.float32(max(count - 1, 1)) if count > 1 else np.float32(0)
    for i, row in enumerate(matrix):
        at = ratio * np.float32(i)
        below = int(at)
        beyond = dtype.type(at - np.float32(below))
        row[below] += 1 - beyond
        row[min(below + 1, size - 1)] += beyond
    return matrix
