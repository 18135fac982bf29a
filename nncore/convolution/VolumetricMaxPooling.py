"""nn.VolumetricMaxPooling: the largest value in each window of a volume. After VolumetricMaxPooling.lua."""

from typing import Any

from nncore.convolution.VolumetricConvolution import KERNEL
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.torchform import EMPTY, TorchForm
from nncore.windows.arguments import follow, margin, step
from nncore.windows.examples import images, poolArguments
from nncore.windows.maxpooling import CEIL, MaxPooling
from nncore.windows.printing import poolingText

STEPS = (step("T", None, "kT"), step("W", None, "kW"), step("H", None, "kH"))
MARGINS = (margin("T"), margin("W"), margin("H"))


class VolumetricMaxPooling(MaxPooling):
    """C×T×H×W, or a batch, to C×oT×oH×oW; sizes as in SpatialMaxPooling.

    `indices` count places in the whole C-plane's volume from 1; Torch packs three numbers into one instead.
    """

    spec = Spec(
        summary="Keeps the largest value of each window of a volume, which makes the volume smaller.",
        formula=r"y_{c,t,i,j} = \max_{s,k,l} x_{c,\,d_T t + s,\,d_H i + k,\,d_W j + l}",
        args=(*KERNEL, *STEPS, *MARGINS),
        settings=(CEIL,),
        label="{kT}×{kW}×{kH}",
        keywords=("maxpool", "pool", "downsampling", "volume", "video"),
    )
    torch = TorchForm(extra={"indices": EMPTY})
    example = Example(arguments=poolArguments("TWH"), input=images("THW", least=3))
    letters = "THW"

    def __init__(
        self,
        kT: int,
        kW: int,
        kH: int,
        dT: int | None = None,
        dW: int | None = None,
        dH: int | None = None,
        padT: int = 0,
        padW: int = 0,
        padH: int = 0,
        **more: Any,
    ) -> None:
        steps = {"dT": dT, "dW": dW, "dH": dH}
        super().__init__(kT=kT, kW=kW, kH=kH, **steps, padT=padT, padW=padW, padH=padH, **more)
        for letter in "TWH":
            follow(self.args, f"d{letter}", f"k{letter}")

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return VolumetricMaxPooling.pooled(a, x)

    def __str__(self) -> str:
        return poolingText(self, "TWH")
