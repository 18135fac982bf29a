"""nn.SpatialDilatedConvolution: a convolution whose taps stand apart. After SpatialDilatedConvolution.lua."""

from typing import Any

from nncore.convolution.SpatialConvolution import KERNEL, MARGINS, PLANES, STEPS, SpatialConvolution
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows import worked
from nncore.windows.arguments import spacing
from nncore.windows.convolution import BIAS
from nncore.windows.examples import images
from nncore.windows.printing import convolutionText, listed, numbers
from nncore.worked import Place, Values


class SpatialDilatedConvolution(SpatialConvolution):
    """As SpatialConvolution, with oH = ⌊(H + 2·padH − dilationH·(kH − 1) − 1) / dH⌋ + 1."""

    spec = Spec(
        summary="A convolution that sees further with as few weights: its taps stand apart.",
        formula=r"y_{o,i,j} = b_o + \sum_{c,k,l} w_{o,c,k,l}\, x_{c,\,d_H i + r_H k,\,d_W j + r_W l}",
        args=(*PLANES, *KERNEL, *STEPS, *MARGINS, spacing("W"), spacing("H")),
        settings=(BIAS,),
        label="{nInputPlane} → {nOutputPlane}, {kW}×{kH}",
        keywords=("conv", "conv2d", "atrous", "dilation"),
    )
    example = Example(input=images("HW", "nInputPlane"))

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
        dilationW: int = 1,
        dilationH: int = 1,
    ) -> None:
        super().__init__(
            nInputPlane, nOutputPlane, kW, kH, dW, dH, padW, padH, dilationW=dilationW, dilationH=dilationH
        )

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return worked.convolution(cls.geometry(a), values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return SpatialDilatedConvolution.convolved(a, x)

    def __str__(self) -> str:
        text = convolutionText(self, "WH", ending=listed(numbers(self.args, "dilation", "WH")))
        return text + ("" if self.bias is not None else " without bias")
