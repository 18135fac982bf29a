"""nn.ZeroGrad: no gradient passes back. After torch/nn's ZeroGrad.lua."""

from typing import Any

from nncore.example import Example
from nncore.pointwise import Pointwise
from nncore.spec import Spec


class ZeroGrad(Pointwise):
    """y = x, with a gradient of zero: what stands before it does not learn."""

    spec = Spec(
        summary="Hands its input on and lets no gradient back: what stands before it does not learn.",
        formula=r"y = x, \quad \frac{\partial L}{\partial x} = 0",
        keywords=("stop gradient", "detach", "freeze"),
    )
    example = Example(gradient="it stops the gradient: that is what it is for")

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = input
        return input

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._gradFor(input, gradOutput).fill(0)
        return self.gradInput
