"""nn.Tanh: the hyperbolic tangent of each element. After torch/nn's Tanh.lua."""

from typing import Any

import numpy as np

from nncore.constants import ONE
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.worked import Place, Values, elementwise


class Tanh(Module):
    """y = tanh(x), for a tensor of any shape."""

    spec = Spec(
        summary="Squashes every number into the range from −1 to 1.",
        formula=r"y = \tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}",
        backward=r"gradInput = gradOutput \odot (1 - y^2)",
    )

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return elementwise(
            values,
            name,
            at,
            (r"\tanh(x{i})", r"\tanh({x})"),
            (r"gradOutput{i} (1 - y{i}^2)", r"{g} \cdot (1 - {y}^2)"),
        )

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return oneTensor(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.tanh(input, self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = np.square(self.output, self._gradBuffer(input))
        np.subtract(ONE[self.dtype], gradInput, gradInput)
        return np.multiply(gradInput, gradOutput, gradInput)
