"""Convolution by columns: every place the kernel comes to becomes a column of a matrix.

The way for few input planes: the columns of each example stand as they are needed, so that one product per
example gives the output in Torch's own order.
"""

from __future__ import annotations

from math import prod

import numpy as np

from nncore.windows.frame import Frame
from nncore.windows.geometry import Geometry, Sizes


class Columns:
    """The columns of one input shape (N × C × sizes), and the three products with them.

    `weight` is always O × C × kernel, gradients of the output N × O × counts.
    """

    def __init__(self, shape: Sizes, geometry: Geometry, dtype: np.dtype) -> None:
        batch, planes, *sizes = shape
        counts = geometry.whole(tuple(sizes))
        self.frame = Frame(tuple(sizes), geometry, counts)
        self._margin = self.frame.margin((batch, planes), dtype)
        self.columns = np.empty((batch, planes, *geometry.kernel, *counts), dtype)
        self.matrix = self.columns.reshape(batch, planes * prod(geometry.kernel), prod(counts))
        self.backColumns: np.ndarray | None = None
        self._backMargin: np.ndarray | None = None

    def fill(self, input: np.ndarray) -> None:
        """Sets up the columns of `input`."""
        source = self.frame.lay(input, self._margin)
        for tap, window in self.frame.taps:
            self.columns[tap] = source[window]

    def output(self, weight: np.ndarray, bias: np.ndarray | None, out: np.ndarray) -> None:
        """The convolution of the input that was filled in last."""
        flat = out.reshape(*out.shape[:2], -1)
        np.matmul(weight.reshape(len(weight), -1), self.matrix, out=flat)
        if bias is not None:
            flat += bias[:, None]

    def lay(self, gradOutput: np.ndarray) -> np.ndarray:
        """A gradient of the output as the other two products need it."""
        return gradOutput.reshape(*gradOutput.shape[:2], -1)

    def gradInput(self, laid: np.ndarray, weight: np.ndarray, out: np.ndarray) -> None:
        """What the gradient is by the input."""
        back = self.back()
        np.matmul(weight.reshape(len(weight), -1).T, laid, out=back.reshape(self.matrix.shape))
        self.fold(out)

    def gradWeight(self, laid: np.ndarray) -> np.ndarray:
        """What the gradient is by the weights, as a matrix of O rows."""
        each = np.matmul(laid, self.matrix.transpose(0, 2, 1))
        total: np.ndarray = np.add.reduce(each, axis=0)
        return total

    def gradBias(self, laid: np.ndarray) -> np.ndarray:
        """What the gradient is by the bias."""
        total: np.ndarray = np.add.reduce(np.add.reduce(laid, axis=2), axis=0)
        return total

    def back(self) -> np.ndarray:
        """The buffer for gradients by the columns."""
        if self.backColumns is None:
            self.backColumns = np.empty_like(self.columns)
            self._backMargin = self.frame.margin(self.columns.shape[:2], self.columns.dtype)
        return self.backColumns

    def fold(self, out: np.ndarray) -> None:
        """Adds up, for each place of the input, the gradients by the columns in which it stands."""
        back = self.back()
        total = out if self._backMargin is None else self._backMargin
        total.fill(0)
        for tap, window in self.frame.taps:
            place = total[window]
            place += back[tap]
        if total is not out:
            out[...] = total[self.frame.inside]
