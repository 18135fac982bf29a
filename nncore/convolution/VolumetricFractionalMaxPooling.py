"""nn.VolumetricFractionalMaxPooling: max pooling of a volume to any size, over random windows.

After VolumetricFractionalMaxPooling.lua.
"""

from typing import Any

from nncore.example import Draw, Example
from nncore.shapes import Shape
from nncore.spec import Int, Number, Spec
from nncore.torchform import TorchForm
from nncore.windows.examples import images
from nncore.windows.fractional import FractionalMaxPooling, outOrRatio


def _arguments(random: Draw) -> dict[str, Any]:
    pools = {f"poolSize{letter}": int(random.integers(2, 4)) for letter in "TWH"}
    if random.random() < 0.5:
        return pools | {f"arg{i}": int(random.integers(1, 4)) for i in (1, 2, 3)}
    return pools | {"arg1": 0.5, "arg2": 0.5, "arg3": 0.5}


class VolumetricFractionalMaxPooling(FractionalMaxPooling):
    """C×H×W×T, or a batch, to C×oH×oW×oT: arg1 to arg3 are oT, oW and oH, or below 1 their ratios.

    Time comes last here, as in Torch's own code, unlike in the other volumetric modules.
    """

    spec = Spec(
        summary="Max pooling that makes a volume smaller by any ratio: windows lie at random distances.",
        formula=r"y_{c,i,j,t} = \max_{k,l,s} x_{c,\,h_i + k,\,w_j + l,\,t_t + s}",
        args=(
            Int("poolSizeT", "duration of the windows", low=2),
            Int("poolSizeW", "width of the windows", low=2),
            Int("poolSizeH", "height of the windows", low=2),
            Number("arg1", "duration of the output, or below 1 its ratio to the input's", low=0),
            Number("arg2", "width of the output, or below 1 its ratio to the input's", low=0),
            Number("arg3", "height of the output, or below 1 its ratio to the input's", low=0),
        ),
        label="{poolSizeT}×{poolSizeW}×{poolSizeH} → {arg1}×{arg2}×{arg3}",
        keywords=("maxpool", "pool", "fractional", "stochastic", "volume"),
    )
    torch = TorchForm({"arg1": outOrRatio("T"), "arg2": outOrRatio("W"), "arg3": outOrRatio("H")})
    example = Example(arguments=_arguments, input=images("HWT", least=9), random="where the windows lie")
    letters = "HWT"
    drawn = "TWH"

    def __init__(
        self, poolSizeT: int, poolSizeW: int, poolSizeH: int, arg1: float, arg2: float, arg3: float
    ) -> None:
        pools = {"poolSizeT": poolSizeT, "poolSizeW": poolSizeW, "poolSizeH": poolSizeH}
        super().__init__(**pools, arg1=arg1, arg2=arg2, arg3=arg3)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return VolumetricFractionalMaxPooling.pooled(a, x)
