"""nn.TemporalRowConvolution: a kernel of its own for every feature of a sequence.

After TemporalRowConvolution.lua.
"""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Flag, Int, Spec
from nncore.windows.arguments import kernel, step
from nncore.windows.convolution import BIAS
from nncore.windows.depthwise import DepthWise
from nncore.windows.examples import sequences
from nncore.windows.geometry import geometryOf
from nncore.windows.sequences import frames, slidFrames


class TemporalRowConvolution(DepthWise):
    """frames × inputFrameSize, or a batch, to oT × inputFrameSize with oT = ⌊(T − kW) / dW⌋ + 1.

    With `featFirst` both are inputFrameSize × frames. `weight` is inputFrameSize × 1 × kW.
    """

    spec = Spec(
        summary="Slides along a sequence with a kernel of its own for every feature; features do not mix.",
        formula=r"y_{t,f} = b_f + \sum_k w_{f,k}\, x_{d_W t + k,\,f}",
        args=(
            Int("inputFrameSize", "how many features each frame has", low=1),
            kernel("W"),
            step("W"),
            Flag("featFirst", "whether features come before frames in the input", default=False),
        ),
        settings=(BIAS,),
        label="{inputFrameSize}, {kW}",
        keywords=("conv1d", "sequence", "depthwise"),
    )
    example = Example(input=sequences("inputFrameSize"))
    letters = "W"

    def __init__(self, inputFrameSize: int, kW: int, dW: int = 1, featFirst: bool = False) -> None:
        super().__init__(inputFrameSize=inputFrameSize, kW=kW, dW=dW, featFirst=featFirst)
        self.args.nInputPlane = self.args.inputFrameSize
        a = self.args
        self._setParameters((a.inputFrameSize, 1, a.kW), (a.inputFrameSize,))

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = frames(x, a.inputFrameSize, "inputFrameSize", a.featFirst)
        return slidFrames(x, geometryOf(a, "W"), a.featFirst)

    def _batch(self, array: np.ndarray) -> np.ndarray:
        planes = array if self.args.featFirst else array.swapaxes(-1, -2)
        return planes if planes.ndim == 3 else planes[None]

    def _perPlane(self, parameter: np.ndarray) -> np.ndarray:
        return parameter

    def _biasPerPlane(self, bias: np.ndarray) -> np.ndarray:
        return bias[:, None]

    def __str__(self) -> str:
        a = self.args
        step = f", {a.dW}" if a.dW != 1 else ""
        without = "" if self.bias is not None else " without bias"
        return f"nn.TemporalRowConvolution({a.inputFrameSize}, {a.kW}{step}){without}"
