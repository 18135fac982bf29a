"""nn.GradientReversal: the gradient passes back with the other sign.

After torch/nn's GradientReversal.lua.
"""

from typing import Any, Self

import numpy as np

from nncore.example import Example
from nncore.pointwise import Pointwise
from nncore.spec import Number, Spec


class GradientReversal(Pointwise):
    """y = x, with a gradient multiplied by −lambda: what stands before it learns the opposite."""

    spec = Spec(
        summary="Hands its input on and turns the gradient round: what stands before it learns the opposite.",
        formula=r"y = x, \quad \frac{\partial L}{\partial x} = -\lambda \frac{\partial L}{\partial y}",
        args=(Number("lambda", "the factor of the gradient", default=1),),
        keywords=("adversarial", "domain adaptation"),
    )
    example = Example(gradient="it turns the gradient round: that is what it is for")

    def __init__(self, factor: float = 1, **args: Any) -> None:
        """Torch's argument is called lambda, a reserved word in Python: `GradientReversal(0.5)`."""
        super().__init__(**(args or {"lambda": factor}))

    def setLambda(self, factor: float) -> Self:
        """Gives lambda another value; returns the module."""
        self.assign("lambda", factor)
        return self

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = input
        return input

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.multiply(gradOutput, -vars(self.args)["lambda"], out=gradInput)
