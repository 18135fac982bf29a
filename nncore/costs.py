"""How much a module computes: multiplications with an addition, counted for a forward pass.

A class says it in `cost(a, x, y)`, from its arguments and the shapes that go in and come out, all without
symbols. One that does not say it takes one for each number that goes in or comes out, whichever are more:
right for what treats each number by itself, and for sums.
"""

from __future__ import annotations

from math import prod
from types import SimpleNamespace
from typing import Any

from nncore.dims import Sym
from nncore.shapes import Shape, Tensor


def cost(kind: Any, a: SimpleNamespace, x: Shape, y: Shape) -> int:
    """The multiply-adds of one forward pass of a module of this class."""
    rule = getattr(kind, "cost", None)
    return max(numbers(x), numbers(y)) if rule is None else int(rule(a, x, y))


def numbers(shape: Shape) -> int:
    """How many numbers there are in a tensor, or in a table of them, of a shape without symbols."""
    if not isinstance(shape, Tensor):
        return sum(map(numbers, shape))
    return prod(int(dim) for dim in shape.dims if isinstance(dim, int))


def nothing(a: SimpleNamespace, x: Shape, y: Shape) -> int:
    """The cost of what only hands numbers on or moves them."""
    return 0


def at(shape: Shape, **sizes: int) -> Shape:
    """The shape with sizes for its symbols: `at(shape, N=20)`."""
    if not isinstance(shape, Tensor):
        return tuple(at(entry, **sizes) for entry in shape)
    dims = tuple(_valued(dim, sizes) if isinstance(dim, Sym) else dim for dim in shape.dims)
    return Tensor(dims, shape.kind)


def _valued(dim: Sym, sizes: dict[str, int]) -> int:
    return sum(factor * prod(sizes[name] for name in names) for names, factor in dim.terms)
