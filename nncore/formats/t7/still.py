"""A generator for making modules whose parameters are overwritten at once: nothing is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.random import Generator, Size


class Still(Generator):
    """Gives zeros (and ones, where they count from 1) without drawing."""

    def words(self, count: int) -> Any:
        return np.zeros(count, np.uint64)

    def uniform(self, low: float = 0.0, high: float = 1.0, size: Size = ()) -> Any:
        return np.zeros(size)

    def normal(self, mean: float = 0.0, std: float = 1.0, size: Size = ()) -> Any:
        return np.zeros(size)
