"""Torch's text for modules with a kernel: `nn.SpatialConvolution(2 -> 3, 2x3, 2,1, 1,1)`."""

from __future__ import annotations

from typing import Any


def numbers(a: Any, name: str, letters: str) -> list[int]:
    """The arguments `name` of each dimension, in Torch's order of printing."""
    return [getattr(a, name + letter) for letter in letters]


def listed(values: list[int]) -> str:
    """`2,3`"""
    return ",".join(map(str, values))


def crossed(values: list[int]) -> str:
    """`2x3`"""
    return "x".join(map(str, values))


def convolutionText(module: Any, letters: str, start: str = "", ending: str = "") -> str:
    """Planes, `start`, kernel; steps and margins where they are not plain; what follows."""
    a = module.args
    steps, margins = numbers(a, "d", letters), numbers(a, "pad", letters)
    parts = [
        f"nn.{type(module).__name__}({a.nInputPlane} -> {a.nOutputPlane}",
        start,
        crossed(numbers(a, "k", letters)),
    ]
    if set(steps) != {1} or any(margins):
        parts.append(listed(steps))
    if any(margins):
        parts.append(listed(margins))
    parts.append(ending)
    return ", ".join(filter(None, parts)) + ")"


def poolingText(module: Any, letters: str, ending: str = "") -> str:
    """Kernel and steps, margins where there are some; what follows."""
    a = module.args
    margins = [getattr(a, "pad" + letter, 0) for letter in letters]
    parts = [crossed(numbers(a, "k", letters)), listed(numbers(a, "d", letters))]
    if any(margins):
        parts.append(listed(margins))
    parts.append(ending)
    return f"nn.{type(module).__name__}({', '.join(filter(None, parts))})"
