"""nn.Identity: the input itself. After torch/nn's Identity.lua."""

from typing import Any

from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Spec


class Identity(Module):
    """y = x, for a tensor or a table."""

    spec = Spec(
        summary="Hands its input on unchanged.", formula=r"y = x", takes="any", keywords=("pass", "skip")
    )

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return x

    def updateOutput(self, input: Any) -> Any:
        self.output = input
        return input

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self.gradInput = gradOutput
        return gradOutput
