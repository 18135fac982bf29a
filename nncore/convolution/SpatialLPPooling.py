"""nn.SpatialLPPooling: the p-norm of each window of an image. After SpatialLPPooling.lua."""

from typing import Any

import numpy as np

from nncore.containers.Sequential import Sequential
from nncore.convolution.SpatialAveragePooling import SpatialAveragePooling
from nncore.convolution.SpatialConvolution import KERNEL
from nncore.convolution.SpatialMaxPooling import STEPS
from nncore.example import Draw, Example
from nncore.follows import planesOf
from nncore.module import Module, ShapeFunction
from nncore.shapes import Shape
from nncore.simple.MulConstant import MulConstant
from nncore.simple.Power import Power
from nncore.simple.Sqrt import Sqrt
from nncore.simple.Square import Square
from nncore.spec import Int, Number, Spec
from nncore.torchform import Told, TorchForm
from nncore.windows.arguments import follow, refuseZero
from nncore.windows.examples import images
from nncore.windows.geometry import Geometry
from nncore.windows.rules import planes, resized, slid

_image = images("HW", "nInputPlane")


def _positive(random: Draw, a: Any) -> np.ndarray:
    positive: np.ndarray = np.abs(_image(random, a)) + 0.1
    return positive


class SpatialLPPooling(Sequential):
    """nInputPlane×H×W, or a batch, to nInputPlane×oH×oW with oH = ⌊(H − kH) / dH⌋ + 1.

    As in Torch it is a Sequential of plain modules: power, mean, times the window's size, root.
    """

    spec = Spec(
        summary="Pools each window of an image by its p-norm: between a sum (p = 1) and a maximum (p large).",
        formula=r"y_{c,i,j} = \Big( \sum_{k,l} x_{c,\,d_H i + k,\,d_W j + l}^p \Big)^{1/p}",
        args=(
            Int(
                "nInputPlane",
                "how many planes go in; nothing for any number",
                default=None,
                low=1,
                optional=True,
                follows=planesOf(2),
            ),
            Number("pnorm", "p of the norm, not 0"),
            *KERNEL,
            *STEPS,
        ),
        label="{pnorm}, {kW}×{kH}",
        keywords=("pool", "norm", "downsampling", "image"),
    )
    torch = TorchForm(
        {
            "pnorm": Told(lambda f: getattr(f["modules"][0], "pow", 2), lambda p: {}),
        }
    )
    example = Example(
        arguments=lambda random: {
            "nInputPlane": int(random.integers(1, 3)),
            "pnorm": int(random.integers(1, 4)),
            **{name: int(random.integers(1, 4)) for name in ("kW", "kH", "dW", "dH")},
        },
        input=_positive,
    )

    def __init__(
        self,
        nInputPlane: int | None,
        pnorm: float,
        kW: int,
        kH: int,
        dW: int | None = None,
        dH: int | None = None,
    ) -> None:
        sides = {"kW": kW, "kH": kH, "dW": dW, "dH": dH}
        super(Sequential, self).__init__(nInputPlane=nInputPlane, pnorm=pnorm, **sides)
        a = self.args
        refuseZero("pnorm", a.pnorm, self)
        follow(a, "dW", "kW")
        follow(a, "dH", "kH")
        power: Module = Square() if a.pnorm == 2 else Power(a.pnorm)
        root: Module = Sqrt() if a.pnorm == 2 else Power(1 / a.pnorm)
        self.add(power).add(SpatialAveragePooling(a.kW, a.kH, a.dW, a.dH))
        self.add(MulConstant(a.kW * a.kH)).add(root)

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        x = planes(x, "HW", a.nInputPlane, "nInputPlane")
        steps = (a.kH if a.dH is None else a.dH, a.kW if a.dW is None else a.dW)
        return resized(x, slid(x, Geometry((a.kH, a.kW), steps, (0, 0), (1, 1)), "HW"))
