"""nn.SpatialUpSamplingNearest: every pixel becomes a square of pixels. After SpatialUpSamplingNearest.lua."""

from typing import Any

from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.torchform import Named, TorchForm
from nncore.windows.examples import images
from nncore.windows.resizing import enlarged, gather, repeat
from nncore.windows.rules import planes, resized


class SpatialUpSamplingNearest(Module):
    """C×H×W, or a batch, to C×(H·scale)×(W·scale)."""

    spec = Spec(
        summary="Makes an image larger by repeating each pixel.",
        formula=r"y_{c,i,j} = x_{c,\lfloor i/s \rfloor,\lfloor j/s \rfloor}",
        args=(Int("scale", "how many times larger each side becomes", low=1),),
        label="×{scale}",
        keywords=("upsampling", "enlarge", "zoom"),
    )
    torch = TorchForm({"scale": Named("scale_factor")}, extra={"inputSize": (0,) * 4, "outputSize": (0,) * 4})
    example = Example(input=images("HW"))

    def __init__(self, scale: int) -> None:
        super().__init__(scale=scale)
        self.scale_factor = self.args.scale

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = planes(x, "HW")
        return resized(x, enlarged(x, 2, a.scale))

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        repeat(input, 2, self.args.scale, self.output)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gather(gradOutput, 2, self.args.scale, self._gradBuffer(input))
        return self.gradInput
