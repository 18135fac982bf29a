"""nn.VolumetricDilatedConvolution: a volumetric convolution whose taps stand apart.

After the Lua file of that name.
"""

from typing import Any

from nncore.convolution.VolumetricConvolution import KERNEL, MARGINS, PLANES, STEPS, VolumetricConvolution
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows import worked
from nncore.windows.arguments import spacing
from nncore.windows.convolution import BIAS
from nncore.windows.examples import images
from nncore.windows.printing import convolutionText, listed, numbers
from nncore.worked import Place, Values


class VolumetricDilatedConvolution(VolumetricConvolution):
    """As VolumetricConvolution, with a kernel that spans dilation · (k − 1) + 1 in each direction."""

    spec = Spec(
        summary="A volumetric convolution that sees further with as few weights: its taps stand apart.",
        formula=r"y_{o,t,i,j} = b_o + \sum_{c,s,k,l} w_{o,c,s,k,l}"
        r"\, x_{c,\,d_T t + r_T s,\,d_H i + r_H k,\,d_W j + r_W l}",
        args=(*PLANES, *KERNEL, *STEPS, *MARGINS, spacing("T"), spacing("W"), spacing("H")),
        settings=(BIAS,),
        label="{nInputPlane} → {nOutputPlane}, {kT}×{kW}×{kH}",
        keywords=("conv", "conv3d", "atrous", "dilation"),
    )
    example = Example(input=images("THW", "nInputPlane"))

    def __init__(
        self,
        nInputPlane: int,
        nOutputPlane: int,
        kT: int,
        kW: int,
        kH: int,
        dT: int = 1,
        dW: int = 1,
        dH: int = 1,
        padT: int = 0,
        padW: int | None = None,
        padH: int | None = None,
        dilationT: int = 1,
        dilationW: int = 1,
        dilationH: int = 1,
    ) -> None:
        spread = {"dilationT": dilationT, "dilationW": dilationW, "dilationH": dilationH}
        super().__init__(nInputPlane, nOutputPlane, kT, kW, kH, dT, dW, dH, padT, padW, padH, **spread)

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return worked.convolution(cls.geometry(a), values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return VolumetricDilatedConvolution.convolved(a, x)

    def __str__(self) -> str:
        text = convolutionText(self, "TWH", ending=listed(numbers(self.args, "dilation", "TWH")))
        return text + ("" if self.bias is not None else " without bias")
