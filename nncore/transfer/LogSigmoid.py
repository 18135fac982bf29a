"""nn.LogSigmoid: the logarithm of the logistic function.

After torch/nn's LogSigmoid.lua and THNN's LogSigmoid.c.
"""

from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.spec import Spec


class LogSigmoid(Pointwise):
    """y = log(1 / (1 + e^−x)), for a tensor of any shape. `buffer` holds 1 + e^−|x|, which is never too
    large.
    """

    spec = Spec(
        summary="The logarithm of the sigmoid: never above 0.",
        formula=r"y = \log \frac{1}{1 + e^{-x}}",
        keywords=("logistic", "log"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.buffer = np.empty(0)

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        if self.buffer.shape != input.shape:
            self.buffer = np.empty(input.shape, self.dtype)
        np.negative(np.abs(input, out=output), out=output)
        np.add(np.exp(output, out=self.buffer), 1, out=self.buffer)
        np.log(self.buffer, out=output)
        return np.subtract(np.minimum(input, 0), output, out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        np.subtract(self.buffer, 1, out=gradInput)
        np.copyto(gradInput, 1, where=input < 0)
        gradInput /= self.buffer
        gradInput *= gradOutput
        return gradInput
