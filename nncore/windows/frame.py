"""Where the input and each tap of a kernel lie in the input with its margin."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from nncore.windows.geometry import Geometry, Sizes

Index = Any
"""What numpy takes between brackets."""


class Frame:
    """The input's place within its margin, and for each tap of the kernel the places it comes to.

    Attributes:
        counts: how many positions the kernel has, along each dimension.
        sizes: of the input with the margin that these positions need.
        bare: whether that is the input itself.
        inside: the input's own place there.
        taps: for each tap, in row-major order, its index behind N × C and the window that it passes over.
        apart: whether no two positions of the kernel share a place.
        tiles: whether the positions fill the input without gap or overlap.
    """

    def __init__(self, sizes: Sizes, geometry: Geometry, counts: Sizes) -> None:
        self.counts = counts
        last = [(n - 1) * d + r for n, d, r in zip(counts, geometry.stride, geometry.reach, strict=True)]
        self.sizes = tuple(max(p + s, end) for p, s, end in zip(geometry.pad, sizes, last, strict=True))
        self.bare = self.sizes == sizes
        inside = tuple(slice(p, p + s) for p, s in zip(geometry.pad, sizes, strict=True))
        self.inside: Index = (Ellipsis, *inside)
        every = slice(None)
        self.taps: list[tuple[Index, Index]] = [
            ((every, every, *tap), (Ellipsis, *_window(tap, geometry, counts)))
            for tap in product(*map(range, geometry.kernel))
        ]
        self.apart = all(d >= r for d, r in zip(geometry.stride, geometry.reach, strict=True))
        filled = zip(counts, geometry.kernel, geometry.stride, self.sizes, strict=True)
        self.tiles = self.apart and all(k == d and n * k == s for n, k, d, s in filled)

    def margin(self, leading: Sizes, dtype: np.dtype, fill: float = 0) -> np.ndarray | None:
        """A buffer for the input with its margin; None where there is none."""
        return None if self.bare else np.full((*leading, *self.sizes), fill, dtype)

    def lay(self, input: np.ndarray, buffer: np.ndarray | None) -> np.ndarray:
        """The input with its margin."""
        if buffer is None:
            return input
        buffer[self.inside] = input
        return buffer


def _window(tap: Sizes, geometry: Geometry, counts: Sizes) -> tuple[slice, ...]:
    return tuple(
        slice(i * spacing, i * spacing + (n - 1) * step + 1, step)
        for i, spacing, n, step in zip(tap, geometry.dilation, counts, geometry.stride, strict=True)
    )
