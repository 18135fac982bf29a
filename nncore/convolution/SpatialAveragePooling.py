"""nn.SpatialAveragePooling: the mean of each window of an image. After SpatialAveragePooling.lua."""

from typing import Any, Self

from nncore.convolution.SpatialConvolution import KERNEL, STEPS
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Flag, Spec
from nncore.windows.arguments import margin
from nncore.windows.averagepooling import AveragePooling
from nncore.windows.examples import images, poolArguments
from nncore.windows.geometry import Geometry, geometryOf
from nncore.windows.maxpooling import CEIL
from nncore.windows.printing import poolingText
from nncore.windows.rules import covered, planes, resized


class SpatialAveragePooling(AveragePooling):
    """C×H×W, or a batch, to C×oH×oW; sizes as in SpatialMaxPooling, but steps are 1 unless given."""

    spec = Spec(
        summary="Takes the mean of each window of an image.",
        formula=r"y_{c,i,j} = \frac{1}{k_H k_W} \sum_{k,l} x_{c,\,d_H i + k,\,d_W j + l}",
        args=(*KERNEL, *STEPS, margin("W"), margin("H")),
        settings=(
            CEIL,
            Flag("count_include_pad", "whether zeros of the margin count in the mean", default=True),
            Flag("divide", "whether the sum is divided at all (false in very old models)", default=True),
        ),
        label="{kW}×{kH}",
        keywords=("avgpool", "mean", "pool", "downsampling", "image"),
    )
    example = Example(arguments=poolArguments("WH"), input=images("HW", least=3))
    letters = "HW"

    def __init__(self, kW: int, kH: int, dW: int = 1, dH: int = 1, padW: int = 0, padH: int = 0) -> None:
        super().__init__(kW=kW, kH=kH, dW=dW, dH=dH, padW=padW, padH=padH)

    def ceil(self) -> Self:
        """Lets a last window hang over the edge; returns the module."""
        self.assign("ceil_mode", True)
        return self

    def floor(self) -> Self:
        """Takes only windows that lie inside; returns the module."""
        self.assign("ceil_mode", False)
        return self

    def setCountIncludePad(self) -> Self:
        """Counts the margin's zeros in the mean; returns the module."""
        self.assign("count_include_pad", True)
        return self

    def setCountExcludePad(self) -> Self:
        """Takes the mean of the input's own values only; returns the module."""
        self.assign("count_include_pad", False)
        return self

    @classmethod
    def geometry(cls, a: Any) -> Geometry:
        return geometryOf(a, "HW")

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = planes(x, "HW")
        return resized(x, covered(x, geometryOf(a, "HW"), "HW", a.ceil_mode))

    def __str__(self) -> str:
        return poolingText(self, "WH")
