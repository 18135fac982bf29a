"""nn.TanhShrink: what tanh takes away. After torch/nn's TanhShrink.lua."""

from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.spec import Spec


class TanhShrink(Pointwise):
    """y = x − tanh(x), for a tensor of any shape."""

    spec = Spec(
        summary="Takes the tanh of every number away from it: small numbers almost vanish.",
        formula=r"y = x - \tanh(x)",
        keywords=("tanh", "sparse"),
    )

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        return np.subtract(input, np.tanh(input, out=output), out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        np.subtract(input, self.output, out=gradInput)
        np.multiply(gradInput, gradInput, out=gradInput)
        gradInput *= gradOutput
        return gradInput
