"""Units that do nothing any more: dead ReLUs, and tanhs and sigmoids at the end of their range."""

from __future__ import annotations

from typing import Literal

import numpy as np

from nncore.module import Module

Kind = Literal["dead", "saturated"]

DEAD = ("ReLU", "ReLU6")
"""A unit of these is dead when its output is never above 0; then no gradient passes it either."""
BOUNDS = {"Tanh": (-1.0, 1.0), "Sigmoid": (0.0, 1.0)}
"""A unit of these is saturated when its output is always this near to an end of its range:"""
NEAR = 0.01
"""of the range."""


def kind(module: str) -> Kind | None:
    """How units of this kind of module come to rest; None where they do not."""
    return "dead" if module in DEAD else "saturated" if module in BOUNDS else None


def resting(module: Module) -> np.ndarray | None:
    """For each unit whether it rests for every example of the last batch; None where that cannot be said.

    A unit is a column of the output, or a channel with all its places.
    """
    name, output = type(module).__name__, module.output
    if kind(name) is None or not isinstance(output, np.ndarray) or output.ndim == 0 or not output.size:
        return None
    rows = output.reshape(1, -1) if output.ndim == 1 else output
    rest = tuple(axis for axis in range(rows.ndim) if axis != 1)
    if name in DEAD:
        return np.asarray(~(rows > 0).any(axis=rest))
    low, high = BOUNDS[name]
    away = NEAR * (high - low)
    return np.asarray(((rows < low + away) | (rows > high - away)).all(axis=rest))
