"""nn.ELU: negative numbers run out smoothly. After torch/nn's ELU.lua and THNN's ELU.c."""

from typing import Any

import numpy as np

from nncore.pointwise import INPLACE, Pointwise
from nncore.spec import Number, Spec


class ELU(Pointwise):
    """y = x where x > 0, else alpha·(e^x − 1); for a tensor of any shape."""

    spec = Spec(
        summary="Keeps positive numbers and lets negative ones run out smoothly to −alpha.",
        formula=r"y = \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & \text{else} \end{cases}",
        args=(Number("alpha", "how far down negative numbers can go", default=1, low=0), INPLACE),
        label="{alpha}",
        keywords=("exponential", "rectifier"),
    )

    def __init__(self, alpha: float = 1, inplace: bool = False) -> None:
        super().__init__(alpha=alpha, inplace=inplace)

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        below = np.exp(np.minimum(input, 0))
        below -= 1
        below *= self.args.alpha
        if output is not input:
            np.copyto(output, input)
        np.copyto(output, below, where=input <= 0)
        return output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        slope = np.where(self.output <= 0, self.output + self.dtype.type(self.args.alpha), 1)
        return np.multiply(gradOutput, slope, out=gradInput)

    def __str__(self) -> str:
        return f"nn.ELU (alpha:{self.args.alpha:f})"
