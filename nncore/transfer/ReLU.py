"""nn.ReLU: negative numbers become zero. After torch/nn's ReLU.lua and THNN's Threshold.c."""

from typing import Any

import numpy as np

from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Flag, Spec


class ReLU(Module):
    """y = max(0, x), for a tensor of any shape. The gradient at 0 is 0."""

    spec = Spec(
        summary="Keeps positive numbers and replaces negative ones by zero.",
        formula=r"y = \max(0, x)",
        args=(
            Flag(
                "inplace",
                "whether the input's own memory takes the output (Torch's saving; the numbers are the same)",
                default=False,
            ),
        ),
        keywords=("rectifier", "threshold"),
    )

    def __init__(self, inplace: bool = False) -> None:
        super().__init__(inplace=inplace)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return oneTensor(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.maximum(input, 0, out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        return np.multiply(gradOutput, self.output > 0, out=self._gradBuffer(input))
