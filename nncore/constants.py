"""0 and 1 as arrays of each type: on small arrays numpy is twice as quick with them as with numbers."""

from functools import lru_cache

import numpy as np

TYPES = (np.dtype(np.float64), np.dtype(np.float32))
ZERO = {dtype: np.zeros((), dtype) for dtype in TYPES}
ONE = {dtype: np.ones((), dtype) for dtype in TYPES}
SMALL = 2**14


@lru_cache(maxsize=32)
def zeros(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """Zeros to compare many numbers with: numpy is up to twice as quick with them as with one 0.

    For a large batch they are those of one example. Never to be written to.
    """
    count = int(np.prod(shape))
    return np.zeros(shape if count <= SMALL else shape[1:], dtype) if count >= 512 else ZERO[dtype]
