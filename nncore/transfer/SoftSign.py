"""nn.SoftSign: a gentle squashing. After torch/nn's SoftSign.lua."""

from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.spec import Spec


class SoftSign(Pointwise):
    """y = x / (1 + |x|), for a tensor of any shape."""

    spec = Spec(
        summary="Squashes every number into the range from −1 to 1, more gently than tanh.",
        formula=r"y = \frac{x}{1 + |x|}",
        keywords=("squash", "sigmoid"),
    )

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        np.add(np.abs(input, out=output), 1, out=output)
        return np.divide(input, output, out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        np.add(np.abs(input, out=gradInput), 1, out=gradInput)
        np.multiply(gradInput, gradInput, out=gradInput)
        return np.divide(gradOutput, gradInput, out=gradInput)
