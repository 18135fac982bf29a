"""nn.LeakyReLU: negative numbers become small. After torch/nn's LeakyReLU.lua and THNN's LeakyReLU.c."""

from typing import Any

import numpy as np

from nncore.pointwise import INPLACE, Pointwise
from nncore.spec import Number, Spec


class LeakyReLU(Pointwise):
    """y = x where x > 0, else negval·x; for a tensor of any shape.

    In place only with a negval from 0 on, as the sign of the input would be lost otherwise.
    """

    spec = Spec(
        summary="Keeps positive numbers and makes negative ones small.",
        formula=r"y = \begin{cases} x & x > 0 \\ a x & \text{else} \end{cases}",
        args=(Number("negval", "the factor of negative numbers", default=0.01), INPLACE),
        label="{negval}",
        keywords=("rectifier", "leak"),
    )

    def __init__(self, negval: float | bool = 0.01, inplace: bool = False) -> None:
        if isinstance(negval, bool):  # Torch also takes LeakyReLU(inplace)
            inplace, negval = negval, 0.01
        super().__init__(negval=negval, inplace=inplace)

    def _inplace(self) -> bool:
        return bool(self.args.inplace) and self.args.negval >= 0

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        return np.multiply(input, np.where(input > 0, 1, self.args.negval), out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.multiply(gradOutput, np.where(input > 0, 1, self.args.negval), out=gradInput)

    def __str__(self) -> str:
        return f"nn.LeakyReLU({self.args.negval:g})"
