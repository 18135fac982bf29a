"""nn.SpatialFractionalMaxPooling: max pooling to any size, over random windows.

After SpatialFractionalMaxPooling.lua.
"""

from typing import Any

from nncore.example import Draw, Example
from nncore.shapes import Shape
from nncore.spec import Int, Number, Spec
from nncore.torchform import TorchForm
from nncore.windows.examples import images
from nncore.windows.fractional import FractionalMaxPooling, outOrRatio


def _arguments(random: Draw) -> dict[str, Any]:
    pools = {"poolSizeW": int(random.integers(2, 4)), "poolSizeH": int(random.integers(2, 4))}
    if random.random() < 0.5:
        return pools | {"arg1": int(random.integers(1, 4)), "arg2": int(random.integers(1, 4))}
    return pools | {"arg1": 0.5, "arg2": 0.6}


class SpatialFractionalMaxPooling(FractionalMaxPooling):
    """C×H×W, or a batch, to C×oH×oW: arg1 and arg2 are oW and oH, or below 1 the ratios oW/W and oH/H."""

    spec = Spec(
        summary="Max pooling that makes an image smaller by any ratio: windows lie at random distances.",
        formula=r"y_{c,i,j} = \max_{k,l} x_{c,\,h_i + k,\,w_j + l}",
        args=(
            Int("poolSizeW", "width of the windows", low=2),
            Int("poolSizeH", "height of the windows", low=2),
            Number("arg1", "width of the output, or below 1 its ratio to the input's", low=0),
            Number("arg2", "height of the output, or below 1 its ratio to the input's", low=0),
        ),
        label="{poolSizeW}×{poolSizeH} → {arg1}×{arg2}",
        keywords=("maxpool", "pool", "fractional", "stochastic"),
    )
    torch = TorchForm({"arg1": outOrRatio("W"), "arg2": outOrRatio("H")})
    example = Example(arguments=_arguments, input=images("HW", least=8), random="where the windows lie")
    letters = "HW"
    drawn = "WH"

    def __init__(self, poolSizeW: int, poolSizeH: int, arg1: float, arg2: float) -> None:
        super().__init__(poolSizeW=poolSizeW, poolSizeH=poolSizeH, arg1=arg1, arg2=arg2)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return SpatialFractionalMaxPooling.pooled(a, x)
