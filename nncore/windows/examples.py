"""How to draw an input of planes for a module that is tried at random."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from nncore.example import Draw


def images(
    letters: str, planes: str | int = 0, least: int = 0, batchOnly: bool = False
) -> Callable[[Draw, SimpleNamespace], np.ndarray]:
    """Draws planes over the dimensions `letters`, mostly a batch of them.

    `planes` is their number or the argument that holds it, 0 any. Each side is long enough for the kernel,
    and at least `least`.
    """

    def draw(random: Draw, a: SimpleNamespace) -> np.ndarray:
        count = (getattr(a, planes) if isinstance(planes, str) else planes) or int(random.integers(1, 4))
        shape = (count, *(side(random, a, letter, least) for letter in letters))
        if batchOnly or random.random() < 0.7:
            shape = (int(random.integers(1, 4)), *shape)
        return random.uniform(-2, 2, shape)

    return draw


def side(random: Draw, a: SimpleNamespace, letter: str, least: int) -> int:
    """A size along `letter` into which the kernel fits."""
    reach = (getattr(a, f"k{letter}", 1) - 1) * getattr(a, f"dilation{letter}", 1) + 1
    return max(reach, least) + int(random.integers(0, 4))


def fullArguments(letters: str) -> Callable[[Draw], dict[str, int]]:
    """Draws the arguments of a full convolution, whose adjustments are less than its steps."""

    def draw(random: Draw) -> dict[str, int]:
        args = {name: int(random.integers(1, 4)) for name in ("nInputPlane", "nOutputPlane")}
        for letter in letters:
            args[f"k{letter}"] = int(random.integers(1, 4))
            args[f"d{letter}"] = int(random.integers(1, 4))
            args[f"pad{letter}"] = int(random.integers(0, (args[f"k{letter}"] + 1) // 2))
            args[f"adj{letter}"] = int(random.integers(0, args[f"d{letter}"]))
        return args

    return draw


def sequences(features: str | int = 0, least: int = 1) -> Callable[[Draw, SimpleNamespace], np.ndarray]:
    """Draws sequences, frames × features, mostly a batch; `features` is their number or its argument."""

    def draw(random: Draw, a: SimpleNamespace) -> np.ndarray:
        count = (getattr(a, features) if isinstance(features, str) else features) or int(
            random.integers(1, 4)
        )
        length = side(random, a, "W", least)
        shape = (count, length) if getattr(a, "featFirst", False) else (length, count)
        return random.uniform(-2, 2, (int(random.integers(1, 4)), *shape) if random.random() < 0.7 else shape)

    return draw


def poolArguments(letters: str, dilation: bool = False) -> Callable[[Draw], dict[str, int]]:
    """Draws the arguments of a pooling; margins are at most half the kernel."""

    def draw(random: Draw) -> dict[str, int]:
        args = {}
        for letter in letters:
            args[f"k{letter}"] = int(random.integers(1, 4))
            args[f"d{letter}"] = int(random.integers(1, 4))
            args[f"pad{letter}"] = int(random.integers(0, args[f"k{letter}"] // 2 + 1))
            if dilation:
                args[f"dilation{letter}"] = int(random.integers(1, 3))
        return args

    return draw


def windowArguments(random: Draw) -> dict[str, Any]:
    """Draws the planes and the window of a local normalisation: rows, or one list for both directions."""
    high, wide = (int(random.choice([1, 3, 5])) for _ in range(2))
    rows = random.uniform(0.5, 2, (high, wide)).tolist()
    return {"nInputPlane": int(random.integers(1, 4)), "kernel": rows if random.random() < 0.6 else rows[0]}
