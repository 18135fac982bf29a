"""nn.SpatialConvolution: small learnt patterns, looked for everywhere in an image.

After SpatialConvolution.lua.
"""

from typing import Any

from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.windows.arguments import follow, kernel, margin, planeCounts, step
from nncore.windows.convolution import BIAS, Convolution
from nncore.windows.examples import images
from nncore.windows.printing import convolutionText
from nncore.worked import Place, Values, array, index, number, products

PLANES = planeCounts(2)
KERNEL = (kernel("W"), kernel("H"))
STEPS = (step("W"), step("H"))
MARGINS = (margin("W"), margin("H", None, "padW"))


class SpatialConvolution(Convolution):
    """nInputPlane×H×W, or a batch, to nOutputPlane×oH×oW with oH = ⌊(H + 2·padH − kH) / dH⌋ + 1."""

    spec = Spec(
        summary="Slides small patterns over the planes of an image; each output plane tells where one is.",
        formula=r"y_{o,i,j} = b_o + \sum_{c,k,l} w_{o,c,k,l}\, x_{c,\,d_H i + k,\,d_W j + l}",
        backward=r"gradInput = gradOutput \ast W^\top",
        accumulates=r"gradWeight \leftarrow gradWeight + x \ast gradOutput",
        args=(*PLANES, *KERNEL, *STEPS, *MARGINS),
        settings=(BIAS,),
        label="{nInputPlane} → {nOutputPlane}, {kW}×{kH}",
        keywords=("conv", "conv2d", "filter", "image", "feature map"),
    )
    example = Example(input=images("HW", "nInputPlane"))
    letters = "HW"

    def __init__(
        self,
        nInputPlane: int,
        nOutputPlane: int,
        kW: int,
        kH: int,
        dW: int = 1,
        dH: int = 1,
        padW: int = 0,
        padH: int | None = None,
        **more: Any,
    ) -> None:
        super().__init__(
            nInputPlane=nInputPlane,
            nOutputPlane=nOutputPlane,
            kW=kW,
            kH=kH,
            dW=dW,
            dH=dH,
            padW=padW,
            padH=padH,
            **more,
        )
        follow(self.args, "padH", "padW")
        a = self.args
        self._setParameters((a.nOutputPlane, a.nInputPlane, a.kH, a.kW), (a.nOutputPlane,))

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x, w, b = (array(values, key) for key in ("input", "weight", "bias"))
        if name != "output" or x is None or w is None or w.ndim != 4 or a.padW or a.padH:
            return []
        *image, o, i, j = at
        top, left = i * a.dH, j * a.dW
        seen = x[tuple(image)][:, top : top + a.kH, left : left + a.kW]
        below = f"c, k + {top}, l + {left}" if top or left else "c, k, l"
        rule = rf"y{index(*at)} = \sum_{{c, k, l}} w{index(o, 'c', 'k', 'l')} x{index(*image, below)}"
        bias = "" if b is None else f" + {number(b[o])}"
        return [rule + ("" if b is None else f" + b{index(o)}"), f"= {products(w[o], seen)}{bias}"]

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return SpatialConvolution.convolved(a, x)

    def __str__(self) -> str:
        return convolutionText(self, "WH") + ("" if self.bias is not None else " without bias")
