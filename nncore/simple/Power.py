"""nn.Power: each element to a fixed power. After torch/nn's Power.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.pointwise import Pointwise
from nncore.spec import Number, Spec


class Power(Pointwise):
    """y = x^p, for a tensor of any shape: NaN for a negative number and a power that is not whole, as in
    Torch.
    """

    spec = Spec(
        summary="Raises every number to a fixed power.",
        formula=r"y = x^p",
        args=(Number("pow", "the power"),),
        label="{pow}",
        keywords=("exponent",),
    )
    example = Example(low=0.2)

    def __init__(self, pow: float) -> None:
        super().__init__(pow=pow)

    @np.errstate(all="ignore")
    def updateOutput(self, input: Any) -> Any:
        return np.power(input, self.dtype.type(self.args.pow), out=self._outputFor(input))

    @np.errstate(all="ignore")
    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        np.power(input, self.dtype.type(self.args.pow - 1), out=gradInput)
        gradInput *= gradOutput
        gradInput *= self.args.pow
        return gradInput
