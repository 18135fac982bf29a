"""nn.SpatialConvolution: small learnt patterns, looked for everywhere in an image.

After SpatialConvolution.lua.
"""

from typing import Any

from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows import worked
from nncore.windows.arguments import follow, kernel, margin, planeCounts, step
from nncore.windows.convolution import BIAS, Convolution
from nncore.windows.examples import images
from nncore.windows.printing import convolutionText
from nncore.worked import Place, Values

PLANES = planeCounts(2)
KERNEL = (kernel("W"), kernel("H"))
STEPS = (step("W"), step("H"))
MARGINS = (margin("W"), margin("H", None, "padW"))


class SpatialConvolution(Convolution):
    """nInputPlane×H×W, or a batch, to nOutputPlane×oH×oW with oH = ⌊(H + 2·padH − kH) / dH⌋ + 1."""

    spec = Spec(
        summary="Slides small patterns over the planes of an image; each output plane tells where one is.",
        formula=r"y_{o,i,j} = b_o + \sum_{c,k,l} w_{o,c,k,l}\, x_{c,\,d_H i + k,\,d_W j + l}",
        backward=r"gradInput = gradOutput \ast W^\top",
        accumulates=r"gradWeight \leftarrow gradWeight + x \ast gradOutput",
        args=(*PLANES, *KERNEL, *STEPS, *MARGINS),
        settings=(BIAS,),
        label="{nInputPlane} → {nOutputPlane}, {kW}×{kH}",
        keywords=("conv", "conv2d", "filter", "image", "feature map"),
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
        **more: Any,
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
            **more,
        )
        follow(self.args, "padH", "padW")
        a = self.args
        self._setParameters((a.nOutputPlane, a.nInputPlane, a.kH, a.kW), (a.nOutputPlane,))

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return worked.convolution(cls.geometry(a), values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return SpatialConvolution.convolved(a, x)

    def __str__(self) -> str:
        return convolutionText(self, "WH") + ("" if self.bias is not None else " without bias")
