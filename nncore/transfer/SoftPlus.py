"""nn.SoftPlus: a smooth ReLU. After torch/nn's SoftPlus.lua and THNN's SoftPlus.c."""

from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.spec import Number, Spec
from nncore.torchform import TorchForm

LINEAR = 20
"""Where beta·x is above this, y is x: the difference is below e^−20."""


class SoftPlus(Pointwise):
    """y = log(1 + e^(beta·x)) / beta, and simply x where beta·x > 20; for a tensor of any shape."""

    spec = Spec(
        summary="A smooth form of ReLU: always positive.",
        formula=r"y = \frac{1}{\beta} \log(1 + e^{\beta x})",
        args=(Number("beta", "how sharply it bends", default=1),),
        label="{beta}",
        keywords=("smooth", "rectifier"),
    )
    torch = TorchForm(extra={"threshold": 20})

    def __init__(self, beta: float = 1) -> None:
        super().__init__(beta=beta)

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        scaled = input * self.dtype.type(self.args.beta)
        np.exp(np.minimum(scaled, LINEAR), out=output)
        np.divide(np.log1p(output, out=output), self.args.beta, out=output)
        np.copyto(output, input, where=scaled > LINEAR)
        return output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        scaled = self.output * self.dtype.type(self.args.beta)
        slope = -np.expm1(-np.minimum(scaled, LINEAR))
        np.copyto(slope, 1, where=scaled > LINEAR)
        return np.multiply(gradOutput, slope, out=gradInput)
