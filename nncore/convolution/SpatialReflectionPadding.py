"""nn.SpatialReflectionPadding: makes an image larger by mirroring it at its edges.

After SpatialReflectionPadding.lua.
"""

from typing import Any

import numpy as np

from nncore.convolution.SpatialReplicationPadding import SIDES
from nncore.errors import NNError
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.edges import EdgePadding, padded
from nncore.windows.examples import images
from nncore.windows.rules import planes


class SpatialReflectionPadding(EdgePadding):
    """C×H×W, or a batch, to C×(H + pad_t + pad_b)×(W + pad_l + pad_r). The edge itself is not repeated."""

    spec = Spec(
        summary="Makes an image larger by mirroring it at its edges.",
        formula=r"y_{c,\,p_t - i,\,p_l - j} = x_{c,i,j}",
        args=SIDES,
        keywords=("pad", "border", "mirror", "reflect"),
    )
    example = Example(input=images("HW", least=6))
    letters = "HW"

    def __init__(
        self, pad_l: int, pad_r: int | None = None, pad_t: int | None = None, pad_b: int | None = None
    ) -> None:
        super().__init__(pad_l=pad_l, pad_r=pad_r, pad_t=pad_t, pad_b=pad_b)

    @staticmethod
    def places(size: int, before: int, behind: int) -> np.ndarray:
        last = size - 1
        mirrored: np.ndarray = last - np.abs(last - np.abs(np.arange(-before, size + behind)))
        return mirrored

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = planes(x, "HW")
        sides = SpatialReflectionPadding.sides(a)
        for size, ends in zip(x.dims[-2:], sides, strict=True):
            if isinstance(size, int) and max(ends) >= size:
                least = f"more than {max(sides[0])}×{max(sides[1])}"
                raise NNError(
                    "the image is smaller than what is mirrored", got=str(x), needs=f"sides of {least}"
                )
        return padded(x, sides)

    def __str__(self) -> str:
        a = self.args
        return f"nn.SpatialReflectionPadding(l={a.pad_l}, r={a.pad_r}, t={a.pad_t}, b={a.pad_b})"
