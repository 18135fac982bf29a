"""nn.SpatialUpSamplingBilinear: straight lines between the pixels. After SpatialUpSamplingBilinear.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Size, Spec
from nncore.torchform import TorchForm
from nncore.windows.along import along, transposed
from nncore.windows.examples import images
from nncore.windows.resizing import PARAMS, enlarged, lines, sizesOf
from nncore.windows.rules import planes, resized


class SpatialUpSamplingBilinear(Module):
    """C×H×W, or a batch, to C×(H·params)×(W·params), or to C×oheight×owidth for params (oheight, owidth).

    The corner pixels stay at the corners. Torch's table {owidth=…, oheight=…} is a dict here, or the tuple.
    """

    spec = Spec(
        summary="Makes an image larger (or smaller) by drawing straight lines between its pixels.",
        formula=r"y = A\, x\, B^\top",
        args=(Size("params", "how many times larger each side becomes, or the output's height and width"),),
        label="×{params}",
        keywords=("upsampling", "enlarge", "zoom", "interpolation", "linear"),
    )
    torch = TorchForm({"params": PARAMS}, extra={"inputSize": (0,) * 4, "outputSize": (0,) * 4})
    example = Example(arguments=lambda random: {"params": int(random.integers(1, 4))}, input=images("HW"))

    def __init__(self, params: Any) -> None:
        super().__init__(params=sizesOf(params))
        self._maps: list[np.ndarray] = []

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = planes(x, "HW")
        return resized(x, enlarged(x, 2, a.params))

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            self._maps = lines(input.shape[-2:], self.output.shape[-2:], self.dtype)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, along(input, self._maps))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        np.copyto(self._gradBuffer(input), along(gradOutput, transposed(self._maps)))
        return self.gradInput

    def __str__(self) -> str:
        params = self.args.params
        shown = f"{params}" if isinstance(params, int) else f"{params[0]}, {params[1]}"
        return f"nn.SpatialUpSamplingBilinear({shown})"
