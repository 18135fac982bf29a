"""nn.SpatialConvolutionMap: a convolution with a table of which planes meet.

After SpatialConvolutionMap.lua.
"""

from typing import Any

from nncore.convolution.SpatialConvolution import KERNEL, STEPS
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.connections import TABLE, Connected, connectedImages, drawConnections, planeCounts
from nncore.windows.convolution import BIAS
from nncore.windows.rules import planes, resized, slid


class SpatialConvolutionMap(Connected):
    """Planes × H × W, or a batch.

    Output plane o is the sum over the connections (c, o) of the table, plus a bias.
    """

    spec = Spec(
        summary="A convolution in which a table says which input planes each output plane sees.",
        formula=r"y_o = b_o + \sum_{(c, o)} w_{co} \star x_c",
        args=(TABLE, *KERNEL, *STEPS),
        settings=(BIAS,),
        label="{kW}×{kH}",
        keywords=("conv", "connection table", "LeNet"),
    )
    example = Example(arguments=drawConnections, input=connectedImages)
    letters = "HW"

    def __init__(self, conMatrix: Any, kW: int, kH: int, dW: int = 1, dH: int = 1) -> None:
        super().__init__(conMatrix=conMatrix, kW=kW, kH=kH, dW=dW, dH=dH)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        count, out = planeCounts(a)
        x = planes(x, "HW", count, "the largest input plane of conMatrix")
        return resized(x, slid(x, SpatialConvolutionMap.geometry(a), "HW"), out)
