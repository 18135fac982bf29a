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
    """What was compared for one array: `where` it is ("input[2]", or "3.weight" in child 3), and for each
    number looked at both gradients, and its indices, counted from 0.
    """

    where: str
    analytic: np.ndarray
    numeric: np.ndarray
    places: tuple[tuple[int, ...], ...] = ()

    @property
    def errors(self) -> np.ndarray:
        """The differences, relative where the gradients are large."""
        scale = np.maximum(1.0, np.maximum(np.abs(self.analytic), np.abs(self.numeric)))
        return np.asarray(np.abs(self.analytic - self.numeric) / scale)

    @property
    def error(self) -> float:
        """The largest of them."""
        return float(self.errors.max()) if self.analytic.size else 0.0


Progress = Callable[[float], bool]
"""Told the share done so far; returns False to stop early."""


def check(
    module: Module,
    input: Any,
    *,
    most: int | None = None,
    step: float = 1e-6,
    seed: int = 1,
    progress: Progress | None = None,
) -> list[Check]:
    """Compares the gradients of `module` at `input` (float64), a `Check` for each array, the input's first.

    With `most`, no more than so many numbers of each array are looked at, chosen at random. A module that
    draws random numbers draws the same ones in every pass, from a generator started with `seed`. The input
    and the parameters are as before afterwards. When `progress` stops it, the complete checks are returned.
    """
    rng = np.random.default_rng(seed)

    def run() -> Any:
        with using(Generator(seed)):
            return module.forward(input)

    weights = _like(run(), rng)
    module.zeroGradParameters()
    gradInput = module.backward(input, weights)
    places = [*_named("input", input, gradInput), *_parameters(module)]
    chosen = [_chosen(place, most, rng) for place in places]
    return _compare(chosen, lambda: _dot(run(), weights), step, progress)


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
    chosen = [_chosen(place, None, np.random.default_rng()) for place in places]
    return _compare(chosen, lambda: float(criterion.forward(input, target)), step, progress)


Chosen = tuple[str, np.ndarray, np.ndarray, list[tuple[int, ...]]]
"""A name, an array, its gradient, and the places in it that are looked at."""


def _chosen(place: tuple[str, np.ndarray, np.ndarray], most: int | None, rng: np.random.Generator) -> Chosen:
    where, array, gradient = place
    places = list(np.ndindex(array.shape))
    if most is not None and len(places) > most:
        places = [places[i] for i in sorted(rng.choice(len(places), most, replace=False))]
    return where, array, gradient.reshape(array.shape), places


def _compare(
    chosen: list[Chosen], value: Callable[[], float], step: float, progress: Progress | None
) -> list[Check]:
    total, done = sum(len(places) for *_, places in chosen), 0
    checks: list[Check] = []
    for where, array, gradient, places in chosen:
        numeric = np.empty(len(places))
        for at, index in enumerate(places):
            numeric[at] = _slope(array, index, value, step)
            done += 1
            if progress is not None and not progress(done / total):
                return checks
        analytic = np.array([gradient[index] for index in places])
        checks.append(Check(where, analytic, numeric, tuple(places)))
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
    """The arrays of reals in a table with copies of their gradients, which the next pass overwrites."""
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
