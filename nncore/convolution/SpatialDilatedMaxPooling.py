"""nn.SpatialDilatedMaxPooling: max pooling whose windows have gaps. After SpatialDilatedMaxPooling.lua."""

from typing import Any

from nncore.convolution.SpatialConvolution import KERNEL
from nncore.convolution.SpatialMaxPooling import MARGINS, STEPS, SpatialMaxPooling
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows import worked
from nncore.windows.arguments import spacing
from nncore.windows.examples import images, poolArguments
from nncore.windows.maxpooling import CEIL
from nncore.windows.printing import listed, numbers, poolingText
from nncore.worked import Place, Values


class SpatialDilatedMaxPooling(SpatialMaxPooling):
    """As SpatialMaxPooling, with windows that span dilation · (k − 1) + 1 in each direction."""

    spec = Spec(
        summary="Keeps the largest of a few spread values for each window of an image.",
        formula=r"y_{c,i,j} = \max_{k,l} x_{c,\,d_H i + r_H k,\,d_W j + r_W l}",
        args=(*KERNEL, *STEPS, *MARGINS, spacing("W"), spacing("H")),
        settings=(CEIL,),
        label="{kW}×{kH}",
        keywords=("maxpool", "pool", "atrous", "dilation"),
    )
    example = Example(arguments=poolArguments("WH", dilation=True), input=images("HW", least=5))

    def __init__(
        self,
        kW: int,
        kH: int,
        dW: int | None = None,
        dH: int | None = None,
        padW: int = 0,
        padH: int = 0,
        dilationW: int = 1,
        dilationH: int = 1,
    ) -> None:
        super().__init__(kW, kH, dW, dH, padW, padH, dilationW=dilationW, dilationH=dilationH)

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return worked.maximum(cls.geometry(a), values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return SpatialDilatedMaxPooling.pooled(a, x)

    def __str__(self) -> str:
        return poolingText(self, "WH", ending=listed(numbers(self.args, "dilation", "WH")))
