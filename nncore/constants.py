"""0 and 1 as arrays of each type: on small arrays numpy is twice as quick with them as with numbers."""

import numpy as np

TYPES = (np.dtype(np.float64), np.dtype(np.float32))
ZERO = {dtype: np.zeros((), dtype) for dtype in TYPES}
ONE = {dtype: np.ones((), dtype) for dtype in TYPES}
