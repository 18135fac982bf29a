"""nn.Sqrt: the square root of each element. After torch/nn's Sqrt.lua and THNN's Sqrt.c."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.pointwise import Pointwise
from nncore.spec import Number, Spec


class Sqrt(Pointwise):
    """y = √x, for a tensor of any shape: NaN below 0, as in Torch. The gradient at 0 is 0."""

    spec = Spec(
        summary="Takes the square root of every number.",
        formula=r"y = \sqrt{x}",
        args=(Number("eps", "kept for old models; Torch does not use it", default=0),),
        keywords=("root",),
    )
    example = Example(low=0.2)

    def __init__(self, eps: float = 0) -> None:
        super().__init__(eps=eps)

    @np.errstate(invalid="ignore")
    def updateOutput(self, input: Any) -> Any:
        return np.sqrt(input, out=self._outputFor(input))

    @np.errstate(divide="ignore", invalid="ignore")
    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        np.divide(gradOutput, self.output, out=gradInput)
        gradInput *= 0.5
        np.copyto(gradInput, 0, where=self.output == 0)
        return gradInput
