"""nn.Log: the natural logarithm of each element. After torch/nn's Log.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.pointwise import Pointwise
from nncore.spec import Spec


class Log(Pointwise):
    """y = log(x), for a tensor of any shape: −∞ at 0, NaN below, as in Torch."""

    spec = Spec(
        summary="Takes the natural logarithm of every number.", formula=r"y = \log x", keywords=("ln",)
    )
    example = Example(low=0.2)

    @np.errstate(divide="ignore", invalid="ignore")
    def updateOutput(self, input: Any) -> Any:
        return np.log(input, out=self._outputFor(input))

    @np.errstate(divide="ignore", invalid="ignore")
    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.divide(gradOutput, input, out=gradInput)
