"""nn.Identity: the input itself. After torch/nn's Identity.lua."""

from typing import Any

from nncore.costs import nothing
from nncore.errors import NNError
from nncore.module import Module
from nncore.shapes import Shape, said
from nncore.spec import Spec
from nncore.tables import sizesOf


class Identity(Module):
    """y = x, for a tensor or a table."""

    spec = Spec(
        summary="Hands its input on unchanged.", formula=r"y = x", takes="any", keywords=("pass", "skip")
    )

    cost = staticmethod(nothing)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return x

    def updateOutput(self, input: Any) -> Any:
        self._shape = sizesOf(input)
        if self._shape is None:
            self.promised(input)  # refuses what is no tensor and no table; a number passes
        self.output = input
        return input

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = gradOutput
        return gradOutput

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        if self._shape is None:
            raise NNError(
                "backward came before forward", needs="forward with the same input first", module=self
            )
        if sizesOf(gradOutput) != self._shape:
            raise NNError(
                "gradOutput has another size than the output",
                got=said(gradOutput),
                needs=said(self.output),
                module=self,
            )
