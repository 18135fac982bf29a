"""Symbolic shapes: what flows along a wire, without the numbers.

A `Shape` is a `Tensor` (its sizes, and whether it holds real numbers or indices) or a tuple of shapes: a
table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from nncore.dims import Dim, product, symbol
from nncore.errors import NNError

Kind = Literal["real", "index"]


@dataclass(frozen=True, slots=True)
class Tensor:
    """The shape of a tensor. `kind` "index" marks whole numbers that count from 1 (words, classes)."""

    dims: tuple[Dim, ...]
    kind: Kind = "real"

    @property
    def rank(self) -> int:
        return len(self.dims)

    @property
    def elements(self) -> Dim:
        return product(self.dims)

    def but(self, axis: int, dim: Dim) -> Tensor:
        """The same shape with another size at `axis` (from 0; negative counts from the end)."""
        dims = list(self.dims)
        dims[axis] = dim
        return Tensor(tuple(dims), self.kind)

    def without(self, axis: int) -> Tensor:
        """The same shape without `axis`; Torch7 has no 0-dimensional tensors, so one size is always left."""
        dims = list(self.dims)
        del dims[axis]
        return Tensor(tuple(dims) or (1,), self.kind)

    def __str__(self) -> str:
        return "×".join(map(_factor, self.dims)) or "empty"


@dataclass(frozen=True, slots=True)
class Indices(Tensor):
    """Indices of which the highest is known: it travels with the shape as far as the modules hand it on."""

    high: int = 0


Shape = Tensor | tuple["Shape", ...]

PLAIN = (np.ndarray, np.memmap)

NUMBERS = "fiu"
"""The kinds of numpy types that hold numbers, real or whole ones. A mask may also be of kind b."""


def sized(*dims: Dim | str, kind: Kind = "real") -> Tensor:
    """`sized("N", 4)` is the shape N×4."""
    return Tensor(tuple(symbol(d) if isinstance(d, str) else d for d in dims), kind)


def words(shape: Shape) -> str:
    """A shape as people read it: `N×4`, or `{N×4, N×2}` for a table."""
    if isinstance(shape, Tensor):
        return str(shape)
    return "{" + ", ".join(map(words, shape)) + "}"


def shapeOf(value: Any) -> Shape:
    """The shape of an array or of a list (table) of them.

    Raises:
        NNError: for anything else.
    """
    if isinstance(value, np.ndarray):
        if type(value) not in PLAIN:  # a matrix or a masked array computes in ways of its own
            raise NNError(
                "the tensor is of a special kind",
                got=type(value).__name__,
                needs="a plain numpy array: numpy.asarray(x)",
            )
        if value.dtype.kind not in NUMBERS + "b":
            raise NNError("the tensor holds no real numbers", got=str(value.dtype), needs="numbers")
        return Tensor(value.shape, "index" if value.dtype.kind in "iu" else "real")
    if isinstance(value, (list, tuple)):
        return tuple(shapeOf(entry) for entry in value)
    if isinstance(value, (int, float, np.number)):
        return Tensor((1,), "index" if isinstance(value, (int, np.integer)) else "real")
    raise NNError(
        "the value is neither a tensor nor a table",
        got=type(value).__name__,
        needs="a numpy array or a list of them",
    )


def said(value: Any) -> str:
    """What a value is, for an error: the shape of a tensor or table in words, or the name of its type."""
    try:
        text = words(shapeOf(value))
    except NNError:
        return "nothing" if value is None else type(value).__name__
    if isinstance(value, (list, tuple)):
        return f"a table {text}"
    return text if isinstance(value, np.ndarray) else f"the number {value}"


def _factor(dim: Dim) -> str:
    text = str(dim)
    return f"({text})" if "+" in text or "−" in text else text
