"""How to draw a module's arguments, its input and its target at random, where its description does not say
enough.

The tests that every class must pass try what the description allows: small values for each argument, then
input shapes that the shape rule accepts, filled with real numbers or, for `Spec.indices`, with indices. A
class that needs something else says so in an `Example`, and gives its reason where a general law does not
hold for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

Draw = np.random.Generator


@dataclass(frozen=True, slots=True)
class Example:
    """What is peculiar to a class when it is tried with random numbers.

    Args:
        low, high: between which the real numbers of an input lie.
        most: the highest index, or the name of the argument that holds it.
        arguments: draws the arguments and settings by name.
        children: draws the children.
        input: draws the input, given the arguments (as `module.args`).
        target: draws a criterion's target, given the arguments and the input.
        gradient: why `backward` does not give the derivative of `forward`. "" where it does.
        batch: why the examples of a batch depend on each other. "" where they do not.
        random: what `forward` draws, so that two calls differ (training mode). "" where nothing is drawn.
        unreachable: why the class cannot be tried with random arguments. "" where it can.
    """

    low: float = -2.0
    high: float = 2.0
    most: int | str = 3
    arguments: Callable[[Draw], dict[str, Any]] | None = None
    children: Callable[[Draw, SimpleNamespace], list[Any]] | None = None
    input: Callable[[Draw, SimpleNamespace], Any] | None = None
    target: Callable[[Draw, SimpleNamespace, Any], Any] | None = None
    gradient: str = ""
    batch: str = ""
    random: str = ""
    unreachable: str = ""
