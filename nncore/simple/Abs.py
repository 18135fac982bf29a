"""nn.Abs: the absolute value of each element. After torch/nn's Abs.lua."""

from typing import Any

import numpy as np

from nncore.filled import pointwise
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.worked import Place, Values


class Abs(Module):
    """y = |x|, for a tensor of any shape. The gradient at 0 is 0."""

    spec = Spec(
        summary="Takes the sign away from every number.",
        formula=r"y = |x|",
    )

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return oneTensor(x)

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return pointwise(cls, a, values, name, at)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.abs(input, out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = np.sign(input, out=self._gradBuffer(input))
        gradInput *= gradOutput
        return gradInput
