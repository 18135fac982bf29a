"""nn.Sigmoid: the logistic function of each element. After torch/nn's Sigmoid.lua."""

from typing import Any

import numpy as np

from nncore.constants import ONE
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.worked import Place, Values, elementwise


class Sigmoid(Module):
    """y = 1 / (1 + e^−x), for a tensor of any shape."""

    spec = Spec(
        summary="Squashes every number into the range from 0 to 1.",
        formula=r"y = \frac{1}{1 + e^{-x}}",
        backward=r"gradInput = gradOutput \odot y \odot (1 - y)",
    )

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return elementwise(
            values,
            name,
            at,
            (r"1 / (1 + e^{{-x{i}}})", r"1 / (1 + e^{{-{x}}})"),
            (r"gradOutput{i} y{i} (1 - y{i})", r"{g} \cdot {y} \cdot (1 - {y})"),
        )

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return oneTensor(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        output = np.negative(input, out=self.output)
        with np.errstate(over="ignore"):  # e^−x is infinite for very negative x, and y then rightly 0
            np.exp(output, out=output)
        one = ONE[self.dtype]
        np.add(output, one, out=output)
        return np.divide(one, output, out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = np.subtract(ONE[self.dtype], self.output, out=self._gradBuffer(input))
        gradInput *= self.output
        gradInput *= gradOutput
        return gradInput
