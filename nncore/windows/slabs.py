"""Convolution by slabs: only the kernel's last dimension is laid out; the others are walked through.

The way for many input planes. The planes stand last in memory, so that a row of the kernel is one piece; a
slab is all that one row of the kernel comes to, and the output is the sum of one product per row. The matrix
of columns, kH times as large, is never made.
"""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
from numpy.lib.stride_tricks import as_strided

from nncore.windows.frame import Frame, Index
from nncore.windows.geometry import Geometry, Sizes


class Slabs:
    """The same three products as `Columns`, for the same shapes."""

    def __init__(self, shape: Sizes, geometry: Geometry, dtype: np.dtype) -> None:
        batch, planes, *sizes = shape
        self.geometry, self.counts = geometry, geometry.whole(tuple(sizes))
        self.frame = Frame(tuple(sizes), geometry, self.counts)
        *lead, width = self.frame.sizes
        self._laid = np.zeros((*lead, batch, width, planes), dtype)
        self._rows = np.empty((*lead, batch, self.counts[-1], geometry.kernel[-1], planes), dtype)
        self._taps = [self._slab(tap) for tap in product(*map(range, geometry.kernel[:-1]))]
        self._backRows: np.ndarray | None = None
        self._sum = np.empty((*self.counts[:-1], batch, self.counts[-1], 0), dtype)

    def _slab(self, tap: Sizes) -> tuple[slice, ...]:
        """Which rows the row `tap` of the kernel comes to."""
        steps = zip(tap, self.geometry.dilation, self.counts, self.geometry.stride, strict=False)
        return tuple(slice(i * s, i * s + (n - 1) * d + 1, d) for i, s, n, d in steps)

    def fill(self, input: np.ndarray) -> None:
        """Sets up the rows of `input`."""
        inside = self._inside(self._laid)
        np.copyto(inside, self._last(input))
        laid, rows = self._laid, self._rows
        *outer, column, plane = laid.strides
        step, spacing = self.geometry.stride[-1], self.geometry.dilation[-1]
        view = as_strided(laid, rows.shape, (*outer, column * step, column * spacing, plane))
        np.copyto(rows, view)

    def output(self, weight: np.ndarray, bias: np.ndarray | None, out: np.ndarray) -> None:
        """The convolution of the input that was filled in last."""
        total, part = self._sums(len(weight))
        kernel = self._kernel(weight)
        for i, tap in enumerate(self._taps):
            slab = self._merged(self._rows, tap)
            shape = (*slab.shape[:-1], len(weight))
            np.matmul(slab, kernel[i], out=(part if i else total).reshape(shape))
            if i:
                total += part
        result = self._last(out)
        if bias is None:
            np.copyto(result, total)
        else:
            np.add(total, bias, out=result)

    def lay(self, gradOutput: np.ndarray) -> np.ndarray:
        """A gradient of the output as the other two products need it."""
        return np.ascontiguousarray(self._last(gradOutput))

    def gradInput(self, laid: np.ndarray, weight: np.ndarray, out: np.ndarray) -> None:
        """What the gradient is by the input."""
        if self._backRows is None:
            self._backRows = np.empty_like(self._rows)
            self._backLaid = np.empty_like(self._laid)
            self._backPart = np.empty(prod(laid.shape[:-1]) * prod(self._rows.shape[-2:]), self._rows.dtype)
        rows, kernel = self._backRows, self._kernel(weight)
        rows.fill(0)
        for i, tap in enumerate(self._taps):
            slab = self._merged(rows, tap)
            part = self._backPart.reshape(slab.shape)
            np.matmul(laid.reshape(*slab.shape[:-1], laid.shape[-1]), kernel[i].T, out=part)
            slab += part
        self._fold(rows, self._backLaid)
        np.copyto(self._last(out), self._inside(self._backLaid))

    def gradWeight(self, laid: np.ndarray) -> np.ndarray:
        """What the gradient is by the weights, as a matrix of O rows."""
        planes = laid.shape[-1]
        *kernel, width = self.geometry.kernel
        each = np.empty((len(self._taps), width * self._rows.shape[-1], planes), self._rows.dtype)
        for i, tap in enumerate(self._taps):
            slab = self._merged(self._rows, tap)
            gradient = laid.reshape(*slab.shape[:-1], planes)
            part = np.matmul(slab.swapaxes(-1, -2), gradient)
            np.add.reduce(part.reshape(-1, *each.shape[1:]), axis=0, out=each[i])
        ordered = each.reshape(prod(kernel) * width, -1, planes).transpose(2, 1, 0)
        return ordered.reshape(planes, -1)

    def gradBias(self, laid: np.ndarray) -> np.ndarray:
        """What the gradient is by the bias."""
        total: np.ndarray = np.add.reduce(laid.reshape(-1, laid.shape[-1]), axis=0)
        return total

    def _sums(self, planes: int) -> tuple[np.ndarray, np.ndarray]:
        if self._sum.shape[-1] != planes:
            self._sum = np.empty((*self._sum.shape[:-1], planes), self._sum.dtype)
            self._part = np.empty_like(self._sum)
        return self._sum, self._part

    def _kernel(self, weight: np.ndarray) -> np.ndarray:
        """The weights as one matrix (width · C) × O for each of the kernel's rows."""
        ordered = np.moveaxis(weight, (0, 1), (-1, -2))
        return ordered.reshape(len(self._taps), -1, len(weight))

    def _last(self, array: np.ndarray) -> np.ndarray:
        """N × C × lead × W seen as lead × N × W × C."""
        axes = range(2, array.ndim)
        return array.transpose(*axes[:-1], 0, axes[-1], 1)

    def _inside(self, laid: np.ndarray) -> np.ndarray:
        """The input's own place within its margin."""
        *lead, width = self.frame.inside[1:]
        place: Index = (*lead, slice(None), width)
        inside: np.ndarray = laid[place]
        return inside

    def _merged(self, rows: np.ndarray, tap: tuple[slice, ...]) -> np.ndarray:
        """A slab as few large matrices: what lies in one piece of memory becomes one."""
        slab: np.ndarray = rows[tap]
        width = rows.shape[-1] * rows.shape[-2]
        whole = not tap or self.geometry.stride[-2] == 1
        outer = self.counts[:-2] if whole else self.counts[:-1]
        return slab.reshape(*outer, -1, width)

    def _fold(self, rows: np.ndarray, laid: np.ndarray) -> None:
        """Adds up, for each place of the input, the gradients by the rows in which it stands."""
        laid.fill(0)
        step, spacing = self.geometry.stride[-1], self.geometry.dilation[-1]
        for i in range(self.geometry.kernel[-1]):
            place = laid[..., i * spacing : i * spacing + (self.counts[-1] - 1) * step + 1 : step, :]
            place += rows[..., i, :]
