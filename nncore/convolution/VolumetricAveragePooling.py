"""nn.VolumetricAveragePooling: the mean of each window of a volume. After VolumetricAveragePooling.lua."""

from typing import Any

from nncore.convolution.VolumetricConvolution import KERNEL
from nncore.convolution.VolumetricMaxPooling import STEPS
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.arguments import follow
from nncore.windows.averagepooling import AveragePooling
from nncore.windows.examples import images
from nncore.windows.geometry import Geometry
from nncore.windows.printing import poolingText
from nncore.windows.rules import covered, planes, resized


class VolumetricAveragePooling(AveragePooling):
    """C×T×H×W, or a batch, to C×oT×oH×oW with oT = ⌊(T − kT) / dT⌋ + 1; steps are the kernel unless given."""

    spec = Spec(
        summary="Takes the mean of each window of a volume.",
        formula=r"y_{c,t,i,j} = \frac{1}{k_T k_H k_W} \sum_{s,k,l} x_{c,\,d_T t + s,\,d_H i + k,\,d_W j + l}",
        args=(*KERNEL, *STEPS),
        label="{kT}×{kW}×{kH}",
        keywords=("avgpool", "mean", "pool", "downsampling", "volume", "video"),
    )
    example = Example(input=images("THW"))
    letters = "THW"

    def __init__(
        self,
        kT: int,
        kW: int,
        kH: int,
        dT: int | None = None,
        dW: int | None = None,
        dH: int | None = None,
    ) -> None:
        super().__init__(kT=kT, kW=kW, kH=kH, dT=dT, dW=dW, dH=dH)
        for letter in "TWH":
            follow(self.args, f"d{letter}", f"k{letter}")

    @classmethod
    def geometry(cls, a: Any) -> Geometry:
        kernel = (a.kT, a.kH, a.kW)
        steps = tuple(k if d is None else d for k, d in zip(kernel, (a.dT, a.dH, a.dW), strict=True))
        return Geometry(kernel, steps, (0, 0, 0), (1, 1, 1))

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = planes(x, "THW")
        return resized(x, covered(x, VolumetricAveragePooling.geometry(a), "THW", False))

    def __str__(self) -> str:
        return poolingText(self, "TWH")
