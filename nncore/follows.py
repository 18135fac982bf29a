"""Arguments that can be read off what comes in: `Int("inputSize", ..., follows=last)`.

Each rule takes the input's shape and gives the argument's value, or None where the shape does not tell it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nncore.dims import Dim
from nncore.shapes import Indices, Shape, Tensor

Rule = Callable[[Shape], Any]


def last(x: Shape) -> int | None:
    """The last size: of N×4, 4."""
    return _size(x, -1)


def second(x: Shape) -> int | None:
    """The size behind the batch: features of N×4, planes of N×3×8×8."""
    return _size(x, 1) if isinstance(x, Tensor) and x.rank > 1 else None


def planesOf(sides: int) -> Rule:
    """The planes of an image of so many sides, or of a batch of them: of N×3×8×8 with two sides, 3."""

    def rule(x: Shape) -> int | None:
        fits = isinstance(x, Tensor) and x.rank in (sides + 1, sides + 2)
        return _size(x, -sides - 1) if fits else None

    return rule


def side(place: int) -> Rule:
    """A side, counted from the last one: of N×3×8×6, side(1) is 6 and side(2) is 8."""
    return lambda x: _size(x, -place) if isinstance(x, Tensor) and x.rank >= place else None


def example(x: Shape) -> tuple[int, ...] | None:
    """The sizes of one example: of N×3×2, (3, 2)."""
    if not isinstance(x, Tensor):
        return None
    dims = x.dims[1:] if x.rank > 1 else x.dims
    sizes = tuple(dim for dim in dims if isinstance(dim, int))
    return sizes if len(sizes) == len(dims) else None


def highest(x: Shape) -> int | None:
    """The highest index that comes, where that is known."""
    return x.high if isinstance(x, Indices) and x.high else None


def entryOf(place: int, rule: Rule) -> Rule:
    """What `rule` reads off one entry (from 0) of a table."""
    return lambda x: rule(x[place]) if isinstance(x, tuple) and place < len(x) else None


def _size(x: Shape, axis: int) -> int | None:
    dim: Dim | None = x.dims[axis] if isinstance(x, Tensor) and x.rank else None
    return dim if isinstance(dim, int) and dim > 0 else None
