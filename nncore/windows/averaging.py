"""Sums and means over windows. After THNN's SpatialAveragePooling.c."""

from __future__ import annotations

import numpy as np

from nncore.windows.frame import Frame
from nncore.windows.geometry import Geometry, Sizes


class Sums:
    """The sum over each window of one input shape (N × C × sizes), and the way back."""

    def __init__(self, shape: Sizes, geometry: Geometry, ceil: bool, dtype: np.dtype) -> None:
        batch, planes, *sizes = shape
        self.frame = Frame(tuple(sizes), geometry, geometry.whole(tuple(sizes), ceil))
        self._margin = self.frame.margin((batch, planes), dtype)
        self._back = self.frame.margin((batch, planes), dtype)

    def forward(self, input: np.ndarray, out: np.ndarray) -> None:
        """Writes the sum of each window."""
        source = self.frame.lay(input, self._margin)
        for i, (_, window) in enumerate(self.frame.taps):
            if i:
                out += source[window]
            else:
                np.copyto(out, source[window])

    def backward(self, gradOutput: np.ndarray, out: np.ndarray) -> None:
        """Gives each place the sum of the gradients of its windows."""
        total = out if self._back is None else self._back
        total.fill(0)
        for _, window in self.frame.taps:
            place = total[window]
            place += gradOutput
        if total is not out:
            np.copyto(out, total[self.frame.inside])


def windowSizes(sizes: Sizes, geometry: Geometry, ceil: bool, countMargin: bool) -> np.ndarray:
    """How many places each window counts: those inside the input, or inside its margins too."""
    area = np.ones(())
    for axis, count in enumerate(geometry.whole(sizes, ceil)):
        pad = geometry.pad[axis]
        first = np.arange(count) * geometry.stride[axis] - pad
        last = np.minimum(first + geometry.kernel[axis], sizes[axis] + pad)
        if not countMargin:
            first, last = np.maximum(first, 0), np.minimum(last, sizes[axis])
        area = area[..., None] * (last - first)
    return area
