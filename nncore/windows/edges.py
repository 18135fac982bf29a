"""What paddings that repeat or mirror the edges have in common. After THNN's SpatialReplicationPadding.c.

Torch's sides: left and right along W, top and bottom along H, front and back along T. A negative one cuts
off.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nncore.dims import Dim
from nncore.errors import NNError
from nncore.module import Module
from nncore.shapes import Shape, Tensor
from nncore.spec import Int
from nncore.windows.along import along, picking, transposed
from nncore.windows.rules import planes, resized

Sides = tuple[tuple[int, int], ...]


def side(name: str, where: str, first: str = "") -> Int:
    """The argument for one side; all but the first are as large as that one if left out."""
    meaning = f"how much is added {where}; a negative number cuts off"
    return Int(
        name,
        meaning + (f" ({first} if left out)" if first else ""),
        default=None if first else 1,
        optional=bool(first),
    )


def padded(x: Tensor, sides: Sides) -> Tensor:
    """The shape with the sides added; negative sides cut off.

    Raises:
        NNError: when the cuts leave nothing of the input.
    """
    before = x.dims[-len(sides) :]
    sizes: tuple[Dim, ...] = tuple(size + sum(ends) for size, ends in zip(before, sides, strict=True))
    left = [size + sum(min(end, 0) for end in ends) for size, ends in zip(before, sides, strict=True)]
    if any(isinstance(size, int) and size < 1 for size in left):
        raise NNError("more is cut off than the input has", got=str(x), needs="a larger input")
    return resized(x, sizes)


class EdgePadding(Module):
    """Adds places around planes over the dimensions `letters` that repeat places of the input."""

    letters: ClassVar[str]

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        first, *others = (arg.name for arg in self.spec.args)
        for name in others:
            if getattr(self.args, name) is None:
                setattr(self.args, name, getattr(self.args, first))
        self._maps: list[np.ndarray] = []

    @classmethod
    def sides(cls, a: Any) -> Sides:
        """What is added before and behind, for each dimension in the order of the array."""
        values = [getattr(a, arg.name) for arg in cls.spec.args]
        filled = [values[0] if value is None else value for value in values]
        pairs = list(zip(filled[::2], filled[1::2], strict=True))
        return tuple(reversed(pairs))

    @staticmethod
    def places(size: int, before: int, behind: int) -> np.ndarray:
        """Which place of a dimension each place of the output repeats, from 0."""
        raise NotImplementedError

    @classmethod
    def extended(cls, a: Any, x: Shape) -> Shape:
        """The shape rule: each dimension grows by its two sides."""
        return padded(planes(x, cls.letters), cls.sides(a))

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            sizes, sides = input.shape[-len(self.letters) :], self.sides(self.args)
            places = [self.places(size, *ends) for size, ends in zip(sizes, sides, strict=True)]
            self._places = np.ix_(*places)
            self._maps = [picking(p, size, self.dtype) for p, size in zip(places, sizes, strict=True)]

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, input[..., *self._places])
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        np.copyto(self._gradBuffer(input), along(gradOutput, transposed(self._maps)))
        return self.gradInput
