"""nn.SpatialFullConvolution: a convolution turned round, which makes images larger.

After SpatialFullConvolution.lua.
"""

from typing import Any

from nncore.convolution.SpatialConvolution import KERNEL, PLANES, STEPS
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.windows.arguments import SIDE, margin
from nncore.windows.convolution import BIAS
from nncore.windows.examples import fullArguments, images
from nncore.windows.fullconvolution import FullConvolution
from nncore.windows.printing import convolutionText, listed, numbers


def adjustment(letter: str) -> Int:
    """How much is added on one side of the output, less than the step."""
    return Int(
        f"adj{letter}", f"added to the {SIDE[letter]} of the output, less than d{letter}", default=0, low=0
    )


class SpatialFullConvolution(FullConvolution):
    """nInputPlane×H×W, or a batch, to nOutputPlane×oH×oW with oH = (H − 1)·dH − 2·padH + kH + adjH.

    A table of the planes and a second tensor gives the output that tensor's sizes, as far as the step allows.
    """

    spec = Spec(
        summary="Lets every point of the input draw a learnt pattern into a larger image.",
        formula=r"y_{o,\,d_H i + k,\,d_W j + l} \mathrel{+}= w_{c,o,k,l}\, x_{c,i,j}",
        args=(*PLANES, *KERNEL, *STEPS, margin("W"), margin("H"), adjustment("W"), adjustment("H")),
        settings=(BIAS,),
        takes="any",
        label="{nInputPlane} → {nOutputPlane}, {kW}×{kH}",
        keywords=("deconvolution", "transposed", "conv", "upsampling"),
    )
    example = Example(arguments=fullArguments("WH"), input=images("HW", "nInputPlane"))
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
        padH: int = 0,
        adjW: int = 0,
        adjH: int = 0,
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
            adjW=adjW,
            adjH=adjH,
        )
        a = self.args
        self._setParameters((a.nInputPlane, a.nOutputPlane, a.kH, a.kW), (a.nOutputPlane,))

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return SpatialFullConvolution.spreadOut(a, x)

    def __str__(self) -> str:
        extra = numbers(self.args, "adj", "WH")
        text = convolutionText(self, "WH", ending=listed(extra) if any(extra) else "")
        return text + ("" if self.bias is not None else " without bias")
