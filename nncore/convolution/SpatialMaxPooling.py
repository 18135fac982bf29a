"""nn.SpatialMaxPooling: the largest value in each window of an image. After SpatialMaxPooling.lua."""

from typing import Any

from nncore.convolution.SpatialConvolution import KERNEL
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.torchform import EMPTY, TorchForm
from nncore.windows.arguments import follow, margin, step
from nncore.windows.examples import images, poolArguments
from nncore.windows.maxpooling import CEIL, MaxPooling
from nncore.windows.printing import poolingText

STEPS = (step("W", None, "kW"), step("H", None, "kH"))
MARGINS = (margin("W"), margin("H"))


class SpatialMaxPooling(MaxPooling):
    """C×H×W, or a batch, to C×oH×oW with oH = ⌊(H + 2·padH − kH) / dH⌋ + 1, or ⌈…⌉ + 1 after ceil()."""

    spec = Spec(
        summary="Keeps the largest value of each window of an image, which makes the image smaller.",
        formula=r"y_{c,i,j} = \max_{k,l} x_{c,\,d_H i + k,\,d_W j + l}",
        args=(*KERNEL, *STEPS, *MARGINS),
        settings=(CEIL,),
        label="{kW}×{kH}",
        keywords=("maxpool", "pool", "downsampling", "image"),
    )
    torch = TorchForm(extra={"indices": EMPTY})
    example = Example(arguments=poolArguments("WH"), input=images("HW", least=3))
    letters = "HW"

    def __init__(
        self,
        kW: int,
        kH: int,
        dW: int | None = None,
        dH: int | None = None,
        padW: int = 0,
        padH: int = 0,
        **more: Any,
    ) -> None:
        super().__init__(kW=kW, kH=kH, dW=dW, dH=dH, padW=padW, padH=padH, **more)
        follow(self.args, "dW", "kW")
        follow(self.args, "dH", "kH")

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return SpatialMaxPooling.pooled(a, x)

    def __str__(self) -> str:
        return poolingText(self, "WH")
