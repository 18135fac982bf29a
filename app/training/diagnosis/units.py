"""What is seen inside a network: units that say nothing, units at their end, units that are all alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.document.model import NodeId
from app.training.layout import Layout
from nncore.module import Module

RECTIFIERS = ("ReLU", "ReLU6")
ENDS = {"Tanh": (-1.0, 1.0), "HardTanh": (-1.0, 1.0), "Sigmoid": (0.0, 1.0)}
"""Between which values these modules' outputs lie."""
CLOSE = 0.015
"""So near its end, as a share of the way between them, the slope of a tanh is below 0.06."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One module: where it is, its class, how many units it has, and the share of them (or of their outputs)
    that a measure holds for.
    """

    node: NodeId | None
    kind: str
    units: int
    share: float


def dead(layout: Layout) -> list[Layer]:
    """Of each rectifier, the share of units that gave 0 for every example of the last forward."""
    found = []
    for module in layout.leaves():
        if _kind(module) in RECTIFIERS and (rows := _by_unit(module.output)) is not None:
            silent = ~rows.any(axis=1)
            found.append(Layer(layout.node(module), _kind(module), len(rows), float(silent.mean())))
    return found


def saturated(layout: Layout) -> list[Layer]:
    """Of each squashing module, the share of all its outputs that stood at their ends in the last forward."""
    found = []
    for module in layout.leaves():
        if _kind(module) in ENDS and (rows := _by_unit(module.output)) is not None:
            low, high = ENDS[_kind(module)]
            near = CLOSE * (high - low)
            share = float(((rows < low + near) | (rows > high - near)).mean())
            found.append(Layer(layout.node(module), _kind(module), len(rows), share))
    return found


def alike(layout: Layout) -> list[Layer]:
    """The layers of several units that all have the very same weights and bias."""
    found = []
    for module in _weighted(layout):
        weight = module.weight  # type: ignore[attr-defined]
        rows, bias = weight.reshape(len(weight), -1), getattr(module, "bias", None)
        same = not np.ptp(rows, axis=0).any()
        if isinstance(bias, np.ndarray) and len(bias) == len(rows):
            same = same and not np.ptp(bias)
        if same:
            found.append(Layer(layout.node(module), _kind(module), len(rows), float((rows == 0).mean())))
    return found


def _weighted(layout: Layout) -> Iterator[Module]:
    """The modules whose weight has a row for each unit."""
    for module in layout.leaves():
        weight = getattr(module, "weight", None)
        is_table = _kind(module) == "LookupTable"  # has a row for each index
        if isinstance(weight, np.ndarray) and weight.ndim >= 2 and len(weight) > 1 and not is_table:
            yield module


def _kind(module: Module) -> str:
    return type(module).__name__


def _by_unit(output: object) -> np.ndarray | None:
    """A row for each unit: the features of N×n, the planes of images."""
    if not isinstance(output, np.ndarray) or output.ndim < 2 or output.shape[1] < 2:
        return None
    return np.moveaxis(output, 1, 0).reshape(output.shape[1], -1)
