"""Finds where a NaN or an infinity began: forward from the data to the loss, then backward from the loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.errors import NNError
from nncore.module import Module

ADVICE = "That step was taken back; a smaller learning rate may help."

Found = tuple[Module | None, str]
"""The module where it began, or None for the criterion; and what happened there."""


def forward(modules: Iterable[Module]) -> Found:
    """The first module, in the order of forward, whose output is not finite. The loss is not either."""
    for module in modules:
        if not finite(module.output):
            for name in module.parameterNames:
                value = getattr(module, name, None)
                if value is not None and not finite(value):
                    return module, f"its {name} holds {kind(value)} after the last step. {ADVICE}"
            return module, f"its output holds {kind(module.output)}, though its input does not. {ADVICE}"
    return None, f"the loss is not a finite number, though its input is. {ADVICE}"


def backward(modules: Iterable[Module], criterion: Criterion) -> Found:
    """The first module, going back from the loss, whose gradients are not finite. The loss is."""
    if not finite(criterion.gradInput):
        return None, f"its gradInput holds {kind(criterion.gradInput)}, though the loss is a finite number."
    for module in reversed(list(modules)):
        for name, value in _gradients(module):
            if not finite(value):
                return module, f"its {name} holds {kind(value)}, though its gradOutput does not."
    return None, "a gradient is not a finite number."


def words(error: Exception) -> str:
    """What an exception says, without the place, which is told beside it."""
    if any(isinstance(cause, MemoryError) for cause in (error, error.__cause__, error.__context__)):
        return "there is not enough memory. Use smaller batches or a smaller network."
    if isinstance(error, NNError):
        return str(NNError(error.what, got=error.got, needs=error.needs, repairs=error.repairs))
    return f"{type(error).__name__}: {error}"


def finite(value: Any) -> bool:
    """Whether an array, or every array in a table, holds finite numbers only."""
    return all(bool(np.isfinite(array).all()) for array in _reals(value))


def kind(value: Any) -> str:
    """Which numbers an array or a table holds that are not finite."""
    return "NaN (not a number)" if any(np.isnan(array).any() for array in _reals(value)) else "infinity"


def _reals(value: Any) -> Iterator[np.ndarray]:
    if isinstance(value, np.ndarray):
        if value.dtype.kind == "f":
            yield value
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _reals(entry)


def _gradients(module: Module) -> Iterator[tuple[str, Any]]:
    yield "gradInput", module.gradInput
    for name in module.parameterNames:
        gradient = "grad" + name[0].upper() + name[1:]
        if getattr(module, gradient, None) is not None:
            yield gradient, getattr(module, gradient)
