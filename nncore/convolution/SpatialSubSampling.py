"""nn.SpatialSubSampling: the sum of each window, weighted plane by plane. After SpatialSubSampling.lua."""

from typing import Any

import numpy as np

from nncore.convolution.SpatialConvolution import KERNEL, STEPS
from nncore.example import Example
from nncore.follows import planesOf
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.torchform import Extent, TorchForm
from nncore.windows.examples import images
from nncore.windows.geometry import Geometry, geometryOf
from nncore.windows.rules import planes, resized, slid
from nncore.windows.subsampling import SubSampling


class SpatialSubSampling(SubSampling):
    """nInputPlane×H×W, or a batch, to nInputPlane×oH×oW with oH = ⌊(H − kH) / dH⌋ + 1."""

    spec = Spec(
        summary="Adds up each window of an image, times a learnt weight and plus a bias for each plane.",
        formula=r"y_{c,i,j} = b_c + w_c \sum_{k,l} x_{c,\,d_H i + k,\,d_W j + l}",
        args=(Int("nInputPlane", "how many planes go in", low=1, follows=planesOf(2)), *KERNEL, *STEPS),
        label="{nInputPlane}, {kW}×{kH}",
        keywords=("pool", "downsampling", "LeNet"),
    )
    torch = TorchForm({"nInputPlane": Extent("weight", 1)})
    example = Example(input=images("HW", "nInputPlane"))

    def __init__(self, nInputPlane: int, kW: int, kH: int, dW: int = 1, dH: int = 1) -> None:
        super().__init__("nInputPlane", nInputPlane=nInputPlane, kW=kW, kH=kH, dW=dW, dH=dH)

    @staticmethod
    def geometry(a: Any) -> Geometry:
        return geometryOf(a, "HW")

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = planes(x, "HW", a.nInputPlane, "nInputPlane")
        return resized(x, slid(x, geometryOf(a, "HW"), "HW"))

    def _batch(self, array: np.ndarray) -> np.ndarray:
        return array if array.ndim == 4 else array[None]
