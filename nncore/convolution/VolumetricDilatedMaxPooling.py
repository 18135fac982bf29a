"""nn.VolumetricDilatedMaxPooling: max pooling of a volume whose windows have gaps.

After the Lua file of that name.
"""

from typing import Any

from nncore.convolution.VolumetricConvolution import KERNEL
from nncore.convolution.VolumetricMaxPooling import MARGINS, STEPS, VolumetricMaxPooling
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.arguments import spacing
from nncore.windows.examples import images, poolArguments
from nncore.windows.maxpooling import CEIL
from nncore.windows.printing import listed, numbers, poolingText


class VolumetricDilatedMaxPooling(VolumetricMaxPooling):
    """As VolumetricMaxPooling, with windows that span dilation · (k − 1) + 1 in each direction."""

    spec = Spec(
        summary="Keeps the largest of a few spread values for each window of a volume.",
        formula=r"y_{c,t,i,j} = \max_{s,k,l} x_{c,\,d_T t + r_T s,\,d_H i + r_H k,\,d_W j + r_W l}",
        args=(*KERNEL, *STEPS, *MARGINS, spacing("T"), spacing("W"), spacing("H")),
        settings=(CEIL,),
        label="{kT}×{kW}×{kH}",
        keywords=("maxpool", "pool", "atrous", "dilation", "volume"),
    )
    example = Example(arguments=poolArguments("TWH", dilation=True), input=images("THW", least=5))

    def __init__(
        self,
        kT: int,
        kW: int,
        kH: int,
        dT: int | None = None,
        dW: int | None = None,
        dH: int | None = None,
        padT: int = 0,
        padW: int = 0,
        padH: int = 0,
        dilationT: int = 1,
        dilationW: int = 1,
        dilationH: int = 1,
    ) -> None:
        spread = {"dilationT": dilationT, "dilationW": dilationW, "dilationH": dilationH}
        super().__init__(kT, kW, kH, dT, dW, dH, padT, padW, padH, **spread)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return VolumetricDilatedMaxPooling.pooled(a, x)

    def __str__(self) -> str:
        return poolingText(self, "TWH", ending=listed(numbers(self.args, "dilation", "TWH")))
