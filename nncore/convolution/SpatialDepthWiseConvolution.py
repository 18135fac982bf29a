"""nn.SpatialDepthWiseConvolution: kernels of its own for every plane.

After SpatialDepthWiseConvolution.lua.
"""

from typing import Any

import numpy as np

from nncore.convolution.SpatialConvolution import KERNEL, MARGINS, STEPS
from nncore.example import Example
from nncore.follows import planesOf
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.windows.arguments import follow
from nncore.windows.convolution import BIAS
from nncore.windows.depthwise import DepthWise
from nncore.windows.examples import images
from nncore.windows.printing import convolutionText
from nncore.windows.rules import planes, resized, slid


class SpatialDepthWiseConvolution(DepthWise):
    """nInputPlane×H×W, or a batch, to nInputPlane·nOutputPlane planes; sizes as in SpatialConvolution.

    `nOutputPlane` is the number of output planes of each input plane. `weight` begins as nOutputPlane ×
    (nInputPlane ·kH·kW) and becomes 4-dimensional at the first forward, `bias` is nOutputPlane ×
    nInputPlane. Torch7 itself mixes up width and height; this class does not.
    """

    spec = Spec(
        summary="A convolution that does not mix planes: each input plane has its own kernels.",
        formula=r"y_{c m + o} = b_{o,c} + w_{o,c} \star x_c",
        args=(
            Int("nInputPlane", "how many planes go in", low=1, follows=planesOf(2)),
            Int("nOutputPlane", "how many planes come out of each of them", low=1),
            *KERNEL,
            *STEPS,
            *MARGINS,
        ),
        settings=(BIAS,),
        label="{nInputPlane} → {nInputPlane}·{nOutputPlane}, {kW}×{kH}",
        keywords=("conv", "conv2d", "depthwise", "separable", "grouped"),
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
        self._setParameters((a.nOutputPlane, a.nInputPlane * a.kH * a.kW), (a.nOutputPlane, a.nInputPlane))

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = planes(x, "HW", a.nInputPlane, "nInputPlane")
        sizes = slid(x, SpatialDepthWiseConvolution.geometry(a), "HW")
        return resized(x, sizes, a.nInputPlane * a.nOutputPlane)

    def updateOutput(self, input: np.ndarray) -> np.ndarray:
        self._check(input)
        if self.weight.ndim == 2:
            a = self.args
            sizes = (a.nOutputPlane, a.nInputPlane, a.kH, a.kW)
            self.weight, self.gradWeight = self.weight.reshape(sizes), self.gradWeight.reshape(sizes)
        return super().updateOutput(input)

    def _perPlane(self, parameter: np.ndarray) -> np.ndarray:
        return parameter.reshape(*parameter.shape[:2], -1).swapaxes(0, 1)

    def _biasPerPlane(self, bias: np.ndarray) -> np.ndarray:
        return bias.T

    def __str__(self) -> str:
        return convolutionText(self, "WH") + ("" if self.bias is not None else " without bias")
