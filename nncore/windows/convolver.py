"""Which of the two ways a convolution goes: by columns or by slabs."""

from __future__ import annotations

import numpy as np

from nncore.windows.columns import Columns
from nncore.windows.geometry import Geometry, Sizes
from nncore.windows.slabs import Slabs

Convolver = Columns | Slabs


def convolver(shape: Sizes, geometry: Geometry, dtype: np.dtype) -> Convolver:
    """The quicker way for inputs of `shape` (N × C × sizes). Measured: slabs pay when one row is long."""
    batch, planes, *sizes = shape
    row = planes * geometry.kernel[-1]
    straight = len(sizes) == 1 or geometry.stride[-2] == 1
    tall = straight or batch * geometry.whole(tuple(sizes))[-1] >= 64
    return Slabs(shape, geometry, dtype) if row >= 32 and tall else Columns(shape, geometry, dtype)
