"""nn.Contiguous: the same numbers, one behind another in memory. After torch/nn's Contiguous.lua."""

from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.spec import Spec


class Contiguous(Pointwise):
    """y = x, copied only when the input is a view whose numbers do not lie one behind another; so is the
    gradient.
    """

    spec = Spec(
        summary="Hands its input on, copied when it does not lie in one piece in memory.",
        formula=r"y = x",
        keywords=("copy", "memory"),
    )

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = np.ascontiguousarray(input)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = np.ascontiguousarray(gradOutput)
        return self.gradInput
