"""nn.VolumetricReplicationPadding: makes a volume larger by repeating its faces.

After VolumetricReplicationPadding.lua.
"""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.edges import EdgePadding, side
from nncore.windows.examples import images


class VolumetricReplicationPadding(EdgePadding):
    """C×T×H×W, or a batch, with pfront + pback, ptop + pbottom and pleft + pright added to T, H and W."""

    spec = Spec(
        summary="Makes a volume larger by repeating its faces.",
        formula=r"y_{c,t,i,j} = x_{c,\,\mathrm{clip}(t - p_f, i - p_t, j - p_l)}",
        args=(
            side("pleft", "on the left"),
            side("pright", "on the right", "pleft"),
            side("ptop", "at the top", "pleft"),
            side("pbottom", "at the bottom", "pleft"),
            side("pfront", "in front", "pleft"),
            side("pback", "behind", "pleft"),
        ),
        keywords=("pad", "border", "replicate", "volume"),
    )
    example = Example(input=images("THW", least=6))
    letters = "THW"

    def __init__(
        self,
        pleft: int,
        pright: int | None = None,
        ptop: int | None = None,
        pbottom: int | None = None,
        pfront: int | None = None,
        pback: int | None = None,
    ) -> None:
        ends = {"ptop": ptop, "pbottom": pbottom, "pfront": pfront, "pback": pback}
        super().__init__(pleft=pleft, pright=pright, **ends)

    @staticmethod
    def places(size: int, before: int, behind: int) -> np.ndarray:
        return np.clip(np.arange(-before, size + behind), 0, size - 1)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return VolumetricReplicationPadding.extended(a, x)

    def __str__(self) -> str:
        words = ("left", "right", "top", "bottom", "front", "back")
        sides = ", ".join(f"{word}={getattr(self.args, 'p' + word)}" for word in words)
        return f"nn.VolumetricReplicationPadding({sides})"
