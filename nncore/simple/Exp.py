"""nn.Exp: the exponential of each element. After torch/nn's Exp.lua."""

from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.spec import Spec


class Exp(Pointwise):
    """y = e^x, for a tensor of any shape."""

    spec = Spec(
        summary="Raises e to the power of every number.", formula=r"y = e^x", keywords=("exponential",)
    )

    @np.errstate(over="ignore")
    def updateOutput(self, input: Any) -> Any:
        return np.exp(input, out=self._outputFor(input))

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.multiply(gradOutput, self.output, out=gradInput)
