"""The largest value in each window, and which one it was. After THNN's SpatialDilatedMaxPooling.c.

One pass per tap of the kernel over strided views of the whole batch; nothing is gathered into windows.
"""

from __future__ import annotations

import numpy as np

from nncore.windows.frame import Frame, Index
from nncore.windows.geometry import Geometry, Sizes


class Maxima:
    """Max pooling of one input shape (N × C × sizes). Of equal values, the first in row-major order wins.

    Attributes:
        hits: for each tap, in row-major order, whether it is the one that a window took.
    """

    def __init__(self, shape: Sizes, geometry: Geometry, ceil: bool, dtype: np.dtype) -> None:
        batch, planes, *sizes = shape
        self.geometry, self.sizes = geometry, tuple(sizes)
        self.counts = geometry.whole(self.sizes, ceil)
        self.frame = Frame(self.sizes, geometry, self.counts)
        self._margin = self.frame.margin((batch, planes), dtype, -np.inf)
        self.hits = np.empty((len(self.frame.taps), batch, planes, *self.counts), bool)
        self._taken = np.empty(self.hits.shape[1:], bool)
        self._back: np.ndarray | None = None
        self._lines = [self._line(axis) for axis in range(len(sizes))]
        self._between = self._buffers((batch, planes), dtype)

    def _line(self, axis: int) -> list[Index]:
        """The views of each tap of one dimension, taken while the dimensions behind it are still whole."""
        g, n = self.geometry, self.counts[axis]
        starts = (i * g.dilation[axis] for i in range(g.kernel[axis]))
        rest = [slice(None)] * (len(self.sizes) - axis - 1)
        ends = ((start, start + (n - 1) * g.stride[axis] + 1) for start in starts)
        return [(Ellipsis, slice(start, end, g.stride[axis]), *rest) for start, end in ends]

    def _buffers(self, leading: Sizes, dtype: np.dtype) -> list[np.ndarray]:
        """What is left after each dimension but the last has been gone through."""
        sizes = [(*self.counts[: axis + 1], *self.frame.sizes[axis + 1 :]) for axis in range(len(self.sizes))]
        return [np.empty((*leading, *size), dtype) for size in sizes[:-1]]

    def forward(self, input: np.ndarray, out: np.ndarray) -> None:
        """Writes the largest value of each window and notes where it was."""
        source = values = self.frame.lay(input, self._margin)
        for line, result in zip(self._lines, [*self._between, out], strict=True):
            if len(line) == 1:
                np.copyto(result, values[line[0]])
            else:
                np.maximum(values[line[0]], values[line[1]], out=result)
            for tap in line[2:]:
                np.maximum(result, values[tap], out=result)
            values = result
        self._note(source, out)

    def _note(self, source: np.ndarray, out: np.ndarray) -> None:
        """Of the taps that hold a window's largest value, the first is hit."""
        hits, taken = self.hits, self._taken
        for i, (_, window) in enumerate(self.frame.taps):
            np.equal(source[window], out, out=hits[i])
            if i == 0:
                np.copyto(taken, hits[0])
                continue
            np.greater(hits[i], taken, out=hits[i])
            np.logical_or(taken, hits[i], out=taken)

    def backward(self, gradOutput: np.ndarray, out: np.ndarray) -> None:
        """Sends each gradient to the place its window took."""
        total = out if self.frame.bare else self._backMargin(out)
        if not self.frame.tiles:
            total.fill(0)
        for hit, (_, window) in zip(self.hits, self.frame.taps, strict=True):
            if self.frame.apart:
                np.multiply(gradOutput, hit, out=total[window])
            else:
                place = total[window]
                place += gradOutput * hit
        if total is not out:
            np.copyto(out, total[self.frame.inside])

    def _backMargin(self, out: np.ndarray) -> np.ndarray:
        if self._back is None:
            self._back = np.empty((*out.shape[:2], *self.frame.sizes), out.dtype)
        return self._back

    def indices(self) -> np.ndarray:
        """The place in its plane that each window took, counted from 1 in row-major order."""
        tap = np.unravel_index(self.taps(), self.geometry.kernel)
        flat = np.zeros(self.hits.shape[1:], np.int64)
        for axis, size in enumerate(self.sizes):
            g, along = self.geometry, [1] * flat.ndim
            along[axis + 2] = -1
            first = np.arange(self.counts[axis]) * g.stride[axis] - g.pad[axis]
            flat = flat * size + first.reshape(along) + tap[axis] * g.dilation[axis]
        return flat + 1

    def taps(self) -> np.ndarray:
        """The number of the tap that each window took, from 0."""
        taps: np.ndarray = np.argmax(self.hits, axis=0)
        return taps
