"""Inputs shifted and scaled to mean 0 and standard deviation 1, as measured on what is trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.document.model import Data
from app.training.examples import Examples


@dataclass(frozen=True, slots=True)
class Scaling:
    """Mean and deviation of each input, of a shape that broadcasts over its rows; None leaves it alone."""

    parts: tuple[tuple[np.ndarray, np.ndarray] | None, ...] = ()

    def scaled(self, inputs: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
        """The inputs, rows first, as the network gets them."""
        if not self.parts:
            return tuple(inputs)
        return tuple(
            array if part is None else (array - part[0]) / part[1]
            for array, part in zip(inputs, self.parts, strict=True)
        )

    def restored(self, inputs: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
        """What the network gets, in the data's own units."""
        if not self.parts:
            return tuple(inputs)
        return tuple(
            array if part is None else array * part[1] + part[0]
            for array, part in zip(inputs, self.parts, strict=True)
        )


def wanted(data: Data) -> bool:
    """Whether the data's settings ask for it."""
    return bool(dict(data.options).get("standardise", False))


def standardised(train: Examples, held: Examples) -> tuple[Examples, Examples, Scaling]:
    """Both parts, scaled by what the first one alone tells, and the scaling.

    Columns (N×F) have a mean each, pictures (N×C×H×W) one for each channel, other shapes one in all. What is
    always the same is only shifted. Indices and the target stay as they are.
    """
    scaling = Scaling(tuple(_measured(array) if array.dtype.kind == "f" else None for array in train.inputs))
    return (
        replace(train, inputs=scaling.scaled(train.inputs)),
        replace(held, inputs=scaling.scaled(held.inputs)),
        scaling,
    )


def _measured(array: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    if not array.size:
        return None
    each = {2: (0,), 4: (0, 2, 3)}.get(array.ndim, tuple(range(array.ndim)))
    mean = array.mean(axis=each, keepdims=True)
    deviation = np.asarray(array.std(axis=each, keepdims=True))
    still = deviation <= 1e-12 * np.maximum(np.abs(mean), 1)  # the rounding of equal numbers is no spread
    return np.asarray(mean), np.where(still, 1.0, deviation)
