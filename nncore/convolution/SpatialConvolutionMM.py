"""nn.SpatialConvolutionMM: SpatialConvolution with its weights in a matrix.

After SpatialConvolutionMM.lua.
"""

from typing import Any

import numpy as np

from nncore.convolution.SpatialConvolution import KERNEL, MARGINS, PLANES, STEPS
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows import worked
from nncore.windows.arguments import follow
from nncore.windows.convolution import BIAS, Convolution
from nncore.windows.examples import images
from nncore.windows.printing import convolutionText
from nncore.worked import Place, Values


class SpatialConvolutionMM(Convolution):
    """The same function as SpatialConvolution; `weight` is nOutputPlane × (nInputPlane·kH·kW)."""

    spec = Spec(
        summary="A SpatialConvolution whose weights are kept as a matrix, one row for each output plane.",
        formula=r"y_{o,i,j} = b_o + \sum_{c,k,l} w_{o,c,k,l}\, x_{c,\,d_H i + k,\,d_W j + l}",
        args=(*PLANES, *KERNEL, *STEPS, *MARGINS),
        settings=(BIAS,),
        label="{nInputPlane} → {nOutputPlane}, {kW}×{kH}",
        keywords=("conv", "conv2d", "matrix"),
    )
    example = Example(input=images("HW", "nInputPlane"))
    letters = "HW"

    def __init__(
        self,
        nInputPlane: int,
        nOutputPlane: int,
        kW: int,
        kH: int,
        dW: int = 1,
        dH: int = 1,
        padW: int = 0,
        padH: int | None = None,
    ) -> None:
        super().__init__(
            nInputPlane=nInputPlane,
            nOutputPlane=nOutputPlane,
            kW=kW,
            kH=kH,
            dW=dW,
            dH=dH,
            padW=padW,
            padH=padH,
        )
        follow(self.args, "padH", "padW")
        a = self.args
        self._setParameters((a.nOutputPlane, a.nInputPlane * a.kH * a.kW), (a.nOutputPlane,))

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return worked.convolution(cls.geometry(a), values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return SpatialConvolutionMM.convolved(a, x)

    def _kernel(self) -> np.ndarray:
        a = self.args
        return self.weight.reshape(a.nOutputPlane, a.nInputPlane, a.kH, a.kW)

    def __str__(self) -> str:
        return convolutionText(self, "WH")
