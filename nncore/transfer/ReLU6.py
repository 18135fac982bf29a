"""nn.ReLU6: numbers are cut to the range from 0 to 6. After torch/nn's ReLU6.lua and THNN's HardTanh.c."""

from typing import Any

import numpy as np

from nncore.pointwise import INPLACE, Pointwise
from nncore.spec import Spec


class ReLU6(Pointwise):
    """y = min(max(0, x), 6), for a tensor of any shape. The gradient at 0 and at 6 is 0."""

    spec = Spec(
        summary="A ReLU that never gives more than 6.",
        formula=r"y = \min(\max(0, x), 6)",
        args=(INPLACE,),
        keywords=("rectifier", "clip"),
    )

    def __init__(self, inplace: bool = False) -> None:
        super().__init__(inplace=inplace)

    def updateOutput(self, input: Any) -> Any:
        return np.clip(input, 0, 6, out=self._outputFor(input))

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.multiply(gradOutput, (input > 0) & (input < 6), out=gradInput)
