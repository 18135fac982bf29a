"""nn.VolumetricConvolution: a convolution over time, height and width. After VolumetricConvolution.lua."""

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

PLANES = planeCounts(3)
KERNEL = (kernel("T"), kernel("W"), kernel("H"))
STEPS = (step("T"), step("W"), step("H"))
MARGINS = (margin("T"), margin("W", None, "padT"), margin("H", None, "padW"))


class VolumetricConvolution(Convolution):
    """nInputPlane×T×H×W, or a batch, to nOutputPlane×oT×oH×oW; sizes as in SpatialConvolution."""

    spec = Spec(
        summary="Slides small patterns over planes of a film or a volume, in all three directions.",
        formula=r"y_{o,t,i,j} = b_o + \sum_{c,s,k,l} w_{o,c,s,k,l}"
        r"\, x_{c,\,d_T t + s,\,d_H i + k,\,d_W j + l}",
        args=(*PLANES, *KERNEL, *STEPS, *MARGINS),
        settings=(BIAS,),
        label="{nInputPlane} → {nOutputPlane}, {kT}×{kW}×{kH}",
        keywords=("conv", "conv3d", "video", "volume"),
    )
    example = Example(input=images("THW", "nInputPlane"))
    letters = "THW"

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
        **more: Any,
    ) -> None:
        super().__init__(
            nInputPlane=nInputPlane,
            nOutputPlane=nOutputPlane,
            kT=kT,
            kW=kW,
            kH=kH,
            dT=dT,
            dW=dW,
            dH=dH,
            padT=padT,
            padW=padW,
            padH=padH,
            **more,
        )
        follow(self.args, "padW", "padT")
        follow(self.args, "padH", "padW")
        a = self.args
        self._setParameters((a.nOutputPlane, a.nInputPlane, a.kT, a.kH, a.kW), (a.nOutputPlane,))

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return worked.convolution(cls.geometry(a), values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return VolumetricConvolution.convolved(a, x)

    def __str__(self) -> str:
        return convolutionText(self, "TWH")
