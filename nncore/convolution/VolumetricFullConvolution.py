"""nn.VolumetricFullConvolution: a volumetric convolution turned round.

After VolumetricFullConvolution.lua.
"""

from typing import Any

from nncore.convolution.SpatialFullConvolution import adjustment
from nncore.convolution.VolumetricConvolution import KERNEL, PLANES, STEPS
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.arguments import margin
from nncore.windows.convolution import BIAS
from nncore.windows.examples import fullArguments, images
from nncore.windows.fullconvolution import FullConvolution
from nncore.windows.printing import convolutionText, listed, numbers


class VolumetricFullConvolution(FullConvolution):
    """nInputPlane×T×H×W, or a batch, to nOutputPlane×oT×oH×oW; sizes as in SpatialFullConvolution."""

    spec = Spec(
        summary="Lets every point of the input draw a learnt pattern into a larger volume.",
        formula=r"y_{o,\,d_T t + s,\,d_H i + k,\,d_W j + l} \mathrel{+}= w_{c,o,s,k,l}\, x_{c,t,i,j}",
        args=(
            *PLANES,
            *KERNEL,
            *STEPS,
            *(margin(letter) for letter in "TWH"),
            *(adjustment(letter) for letter in "TWH"),
        ),
        settings=(BIAS,),
        takes="any",
        label="{nInputPlane} → {nOutputPlane}, {kT}×{kW}×{kH}",
        keywords=("deconvolution", "transposed", "conv", "upsampling", "volume"),
    )
    example = Example(arguments=fullArguments("TWH"), input=images("THW", "nInputPlane"))
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
        padW: int = 0,
        padH: int = 0,
        adjT: int = 0,
        adjW: int = 0,
        adjH: int = 0,
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
            adjT=adjT,
            adjW=adjW,
            adjH=adjH,
        )
        a = self.args
        self._setParameters((a.nInputPlane, a.nOutputPlane, a.kT, a.kH, a.kW), (a.nOutputPlane,))

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return VolumetricFullConvolution.spreadOut(a, x)

    def __str__(self) -> str:
        extra = numbers(self.args, "adj", "TWH")
        return convolutionText(self, "TWH", ending=listed(extra) if any(extra) else "")
