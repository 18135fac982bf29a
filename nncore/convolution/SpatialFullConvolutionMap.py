"""nn.SpatialFullConvolutionMap: a full convolution with a table of which planes meet.

After the Lua file of that name.
"""

from math import prod
from typing import Any

import numpy as np

from nncore.convolution.SpatialConvolution import KERNEL, STEPS
from nncore.costs import numbers
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.connections import TABLE, Connected, connectedImages, drawConnections, planeCounts
from nncore.windows.convolution import BIAS
from nncore.windows.fullconvolution import FullConvolution
from nncore.windows.rules import planes, resized


class SpatialFullConvolutionMap(Connected, FullConvolution):
    """Planes × H × W, or a batch, to oH = (H − 1)·dH + kH: each point draws its connections' kernels."""

    spec = Spec(
        summary="A full convolution in which a table says which input planes draw into each output plane.",
        formula=r"y_{o,\,d_H i + k,\,d_W j + l} \mathrel{+}= w_{co,k,l}\, x_{c,i,j}",
        args=(TABLE, *KERNEL, *STEPS),
        settings=(BIAS,),
        label="{kW}×{kH}",
        keywords=("deconvolution", "transposed", "connection table"),
    )
    example = Example(arguments=drawConnections, input=connectedImages)
    letters = "HW"

    def __init__(self, conMatrix: Any, kW: int, kH: int, dW: int = 1, dH: int = 1) -> None:
        super().__init__(conMatrix=conMatrix, kW=kW, kH=kH, dW=dW, dH=dH)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        count, out = planeCounts(a)
        x = planes(x, "HW", count, "the largest input plane of conMatrix")
        return resized(x, SpatialFullConvolutionMap._sizes(a, x.dims[-2:], None), out)

    @classmethod
    def cost(cls, a: Any, x: Shape, y: Shape) -> int:
        """Each connection lays its kernel out at every place that goes in."""
        places = numbers(x) // planeCounts(a)[0]
        return places * prod(cls.geometry(a).kernel) * len(a.conMatrix)

    def _places(self) -> tuple[np.ndarray, ...]:
        return super()._places()[::-1]

    def _dense(self) -> tuple[int, int]:
        return self.nInputPlane, self.nOutputPlane
