"""nn.SpatialReplicationPadding: makes an image larger by repeating its edges.

After SpatialReplicationPadding.lua.
"""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.edges import EdgePadding, side
from nncore.windows.examples import images

SIDES = (
    side("pad_l", "on the left"),
    side("pad_r", "on the right", "pad_l"),
    side("pad_t", "at the top", "pad_l"),
    side("pad_b", "at the bottom", "pad_l"),
)


class SpatialReplicationPadding(EdgePadding):
    """C×H×W, or a batch, to C×(H + pad_t + pad_b)×(W + pad_l + pad_r)."""

    spec = Spec(
        summary="Makes an image larger by repeating its edges.",
        formula=r"y_{c,i,j} = x_{c,\,\mathrm{clip}(i - p_t),\,\mathrm{clip}(j - p_l)}",
        args=SIDES,
        keywords=("pad", "border", "replicate"),
    )
    example = Example(input=images("HW", least=6))
    letters = "HW"

    def __init__(
        self, pad_l: int, pad_r: int | None = None, pad_t: int | None = None, pad_b: int | None = None
    ) -> None:
        super().__init__(pad_l=pad_l, pad_r=pad_r, pad_t=pad_t, pad_b=pad_b)

    @staticmethod
    def places(size: int, before: int, behind: int) -> np.ndarray:
        return np.clip(np.arange(-before, size + behind), 0, size - 1)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return SpatialReplicationPadding.extended(a, x)

    def __str__(self) -> str:
        a = self.args
        return f"nn.SpatialReplicationPadding(l={a.pad_l}, r={a.pad_r}, t={a.pad_t}, b={a.pad_b})"
