"""nn.TemporalSubSampling: the sum of each stretch of a sequence, weighted. After TemporalSubSampling.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.follows import last
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.torchform import Extent, TorchForm
from nncore.windows.arguments import kernel, step
from nncore.windows.examples import sequences
from nncore.windows.geometry import Geometry, geometryOf
from nncore.windows.sequences import frames, slidFrames
from nncore.windows.subsampling import SubSampling


class TemporalSubSampling(SubSampling):
    """T × inputFrameSize, or a batch, to oT × inputFrameSize with oT = ⌊(T − kW) / dW⌋ + 1."""

    spec = Spec(
        summary="Adds up each stretch of a sequence, times a learnt weight and plus a bias for each feature.",
        formula=r"y_{t,f} = b_f + w_f \sum_k x_{d_W t + k,\,f}",
        args=(
            Int("inputFrameSize", "how many features each frame has", low=1, follows=last),
            kernel("W"),
            step("W"),
        ),
        label="{inputFrameSize}, {kW}",
        keywords=("pool", "downsampling", "sequence"),
    )
    torch = TorchForm({"inputFrameSize": Extent("weight", 1)})
    example = Example(input=sequences("inputFrameSize"))

    def __init__(self, inputFrameSize: int, kW: int, dW: int = 1) -> None:
        super().__init__("inputFrameSize", inputFrameSize=inputFrameSize, kW=kW, dW=dW)

    @staticmethod
    def geometry(a: Any) -> Geometry:
        return geometryOf(a, "W")

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return slidFrames(frames(x, a.inputFrameSize, "inputFrameSize"), geometryOf(a, "W"))

    def _batch(self, array: np.ndarray) -> np.ndarray:
        planes = array.swapaxes(-1, -2)
        return planes if planes.ndim == 3 else planes[None]
