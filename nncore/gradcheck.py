"""Analytic against numerical gradients: how wrong `backward` is. After torch/nn's Jacobian tester.

Every number of the input and of the parameters is moved a little both ways; what that changes in Σ
output·weights is the derivative that `backward`, given those weights as gradOutput, should name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.module import Module
from nncore.random import Generator, using


@dataclass(frozen=True, slots=True)
class Check:
    """What was compared for one array: `where` ("input", "input[2]", "3.weight" in child 3), and both gradients."""

    where: str
    analytic: np.ndarray
    numeric: np.ndarray

    @property
    def error(self) -> float:
        """The largest difference, relative where the gradients are large."""
        if not self.analytic.size:
            return 0.0
        scale = np.maximum(1.0, np.maximum(np.abs(self.analytic), np.abs(self.numeric)))
        return float((np.abs(self.analytic - self.numeric) / scale).max())


Progress = Callable[[float], bool]
"""Told the share done so far; returns False to stop early."""


def check(
    module: Module,
    input: Any,
    *,
    step: float = 1e-6,
    seed: int = 1,
    progress: Progress | None = None,
) -> list[Check]:
    """Compares the gradients of `module` at `input` (float64), one `Check` for each array, parameters after
    the input.

    Random modules draw the same numbers in every pass, from a generator of their own started with `seed`. The
    input and the parameters are as before afterwards. When `progress` stops it, the checks that are complete
    are returned.
    """
    rng = np.random.default_rng(seed)

    def run() -> Any:
        with using(Generator(seed)):
            return module.forward(input)

    weights = _like(run(), rng)
    module.zeroGradParameters()
    gradInput = module.backward(input, weights)
    places = [*_named("input", input, gradInput), *_parameters(module)]
    return _compare(places, lambda: _dot(run(), weights), step, progress)


def checkCriterion(
    criterion: Criterion,
    input: Any,
    target: Any,
    *,
    step: float = 1e-6,
    progress: Progress | None = None,
) -> list[Check]:
    """The same for a criterion's gradient by its input."""
    criterion.forward(input, target)
    places = _named("input", input, criterion.backward(input, target))
    return _compare(list(places), lambda: float(criterion.forward(input, target)), step, progress)


def _compare(
    places: list[tuple[str, np.ndarray, np.ndarray]],
    value: Callable[[], float],
    step: float,
    progress: Progress | None,
) -> list[Check]:
    total, done = sum(array.size for _, array, _ in places), 0
    checks: list[Check] = []
    for where, array, gradient in places:
        numeric, analytic = np.empty(array.shape), gradient.copy()
        for index in np.ndindex(array.shape):
            numeric[index] = _slope(array, index, value, step)
            done += 1
            if progress is not None and not progress(done / total):
                return checks
        checks.append(Check(where, analytic.reshape(array.shape), numeric))
    return checks


def _slope(array: np.ndarray, index: tuple[int, ...], value: Callable[[], float], step: float) -> float:
    """The derivative of `value` by one number, which is put back."""
    kept = array[index]
    try:
        array[index] = kept + step
        above = value()
        array[index] = kept - step
        return (above - value()) / (2 * step)
    finally:
        array[index] = kept


def _named(where: str, value: Any, gradient: Any) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """The arrays of reals in a table with their gradients, which are copied: the next pass overwrites them."""
    if isinstance(value, (list, tuple)):
        for number, entry in enumerate(value):
            inner = gradient[number] if number < len(gradient) else np.empty(0)
            yield from _named(f"{where}[{number + 1}]", entry, inner)
    elif isinstance(value, np.ndarray) and value.dtype.kind == "f":
        yield where, value, gradient.copy()


def _parameters(module: Module) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    paths = dict(_paths(module, ""))
    for holder, name, gradient in module.holders():
        where = paths.get(id(holder), "") + name
        yield where, getattr(holder, name), getattr(holder, gradient).copy()


def _paths(module: Module, path: str) -> Iterator[tuple[int, str]]:
    """Where each module is: "" for the outermost, "3.1." for the first child of its third."""
    yield id(module), path
    for number, child in enumerate(module.children(), start=1):
        yield from _paths(child, f"{path}{number}.")


def _like(value: Any, rng: np.random.Generator) -> Any:
    """Random weights shaped like an output."""
    if isinstance(value, (list, tuple)):
        return [_like(entry, rng) for entry in value]
    return rng.standard_normal(value.shape)


def _dot(value: Any, weights: Any) -> float:
    if isinstance(value, (list, tuple)):
        return sum((_dot(v, w) for v, w in zip(value, weights, strict=True)), 0.0)
    return float(np.dot(value.ravel(), weights.ravel()))
