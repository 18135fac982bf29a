"""nn.Square: the square of each element. After torch/nn's Square.lua."""

from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.spec import Spec


class Square(Pointwise):
    """y = x², for a tensor of any shape."""

    spec = Spec(summary="Multiplies every number by itself.", formula=r"y = x^2", keywords=("power",))

    @np.errstate(over="ignore")
    def updateOutput(self, input: Any) -> Any:
        return np.multiply(input, input, out=self._outputFor(input))

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        np.multiply(gradOutput, 2, out=gradInput)
        gradInput *= input
        return gradInput
