"""nn.SpatialZeroPadding: a margin of zeros around an image, or a cut. After SpatialZeroPadding.lua."""

from typing import Any

import numpy as np

from nncore.convolution.SpatialReplicationPadding import SIDES
from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.edges import padded
from nncore.windows.examples import images
from nncore.windows.frame import Index
from nncore.windows.rules import planes


class SpatialZeroPadding(Module):
    """C×H×W, or a batch, to C×(H + pad_t + pad_b)×(W + pad_l + pad_r)."""

    spec = Spec(
        summary="Puts a margin of zeros around an image; negative sides cut off.",
        formula=r"y_{c,\,i + p_t,\,j + p_l} = x_{c,i,j}",
        args=SIDES,
        keywords=("pad", "border", "crop", "cut"),
    )
    example = Example(input=images("HW", least=6))

    def __init__(
        self, pad_l: int, pad_r: int | None = None, pad_t: int | None = None, pad_b: int | None = None
    ) -> None:
        super().__init__(pad_l=pad_l, pad_r=pad_r, pad_t=pad_t, pad_b=pad_b)
        (self.args.pad_t, self.args.pad_b), (self.args.pad_l, self.args.pad_r) = self.sides(self.args)

    @staticmethod
    def sides(a: Any) -> tuple[tuple[int, int], tuple[int, int]]:
        """Top and bottom, left and right."""
        left, *others = a.pad_l, a.pad_r, a.pad_t, a.pad_b
        right, top, bottom = (left if value is None else value for value in others)
        return (top, bottom), (left, right)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return padded(planes(x, "HW"), SpatialZeroPadding.sides(a))

    def _common(self, input: np.ndarray) -> tuple[Index, Index]:
        """The places that input and output share, as slices of the one and of the other."""
        sides = self.sides(self.args)
        inner = tuple(
            _cut(size, -before, -behind)
            for size, (before, behind) in zip(input.shape[-2:], sides, strict=True)
        )
        outer = tuple(_cut(size, *ends) for size, ends in zip(self.output.shape[-2:], sides, strict=True))
        return (..., *inner), (..., *outer)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        inner, outer = self._common(input)
        self.output.fill(0)
        self.output[outer] = input[inner]
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        inner, outer = self._common(input)
        self._gradBuffer(input).fill(0)
        self.gradInput[inner] = gradOutput[outer]
        return self.gradInput

    def __str__(self) -> str:
        a = self.args
        return f"nn.SpatialZeroPadding(l={a.pad_l}, r={a.pad_r}, t={a.pad_t}, b={a.pad_b})"


def _cut(size: int, before: int, behind: int) -> slice:
    """A dimension without what is added (or, for numbers below 0, nothing taken) at its ends."""
    return slice(max(before, 0), size - max(behind, 0))
