"""Targets that are classes, counted from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nncore.dims import Dim
from nncore.errors import NNError
from nncore.indices import between

if TYPE_CHECKING:
    from nncore.criterion import Criterion


def classesOf(target: Any, count: int, criterion: Criterion, low: int = 1) -> np.ndarray:
    """The classes of a target as whole numbers, each from `low` to `count`.

    Raises:
        NNError: for one that is not whole, or out of range.
    """
    given = target if type(target) is np.ndarray else np.asarray(target)
    if given.dtype.kind == "f":
        with np.errstate(invalid="ignore"):
            whole = given.astype(np.int64)
        fits = bool((whole == given).all())
    else:
        whole, fits = given.astype(np.int64, copy=False), given.dtype.kind in "iu"
    if not fits or not between(whole, low, count):
        raise _refused(given, count, low, type(criterion).__name__)
    return whole


def weightsFit(weights: Any, classes: Dim) -> None:
    """That there is one weight for each class, or none at all.

    Raises:
        NNError: when there are more, or fewer.
    """
    if weights is not None and len(weights) != classes:
        raise NNError(
            "weights has another size than the classes", got=str(len(weights)), needs=f"{classes} weights"
        )


def _refused(given: np.ndarray, count: int, low: int, name: str) -> NNError:
    numbers = given.astype(np.float64).ravel()
    bad = numbers[~((numbers >= low) & (numbers <= count) & (numbers == np.floor(numbers)))]
    hint = ". Torch counts classes from 1" if low == 1 and (numbers == 0).any() else ""
    return NNError(
        "a target is out of range",
        got=f"{bad[0]:g}",
        needs=f"a class, a whole number from {low} to {count}{hint}",
        module=name,
    )
