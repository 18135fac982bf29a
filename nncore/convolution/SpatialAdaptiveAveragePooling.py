"""nn.SpatialAdaptiveAveragePooling: means over as many parts as asked for.

After SpatialAdaptiveAveragePooling.lua.
"""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.windows.along import along, averaging, transposed
from nncore.windows.examples import images
from nncore.windows.rules import planes, resized

OUTPUT = (Int("W", "width of the output", low=1), Int("H", "height of the output", low=1))


class SpatialAdaptiveAveragePooling(Module):
    """C×iH×iW of any size, or a batch, to C×H×W: the mean of each of H × W parts of the image."""

    spec = Spec(
        summary="Cuts an image into a fixed number of parts and takes the mean of each.",
        formula=r"y_{c,i,j} = \mathrm{mean}\; x_{c,\lfloor i\,iH/H \rfloor..\lceil (i+1) iH/H \rceil,\ldots}",
        args=OUTPUT,
        label="{W}×{H}",
        keywords=("avgpool", "mean", "pool", "global", "fixed size"),
    )
    example = Example(input=images("HW", least=2))

    def __init__(self, W: int, H: int) -> None:
        super().__init__(W=W, H=H)
        self._maps: list[np.ndarray] = []

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return resized(planes(x, "HW"), (a.H, a.W))

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            sides = zip(input.shape[-2:], (self.args.H, self.args.W), strict=True)
            self._maps = [averaging(size, count, self.dtype) for size, count in sides]

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, along(input, self._maps))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        np.copyto(self._gradBuffer(input), along(gradOutput, transposed(self._maps)))
        return self.gradInput
