"""nn.CSubTable: the difference of two tensors. After torch/nn's CSubTable.lua."""

from typing import Any

import numpy as np

from nncore.pairs import pairOf
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.tables import TableModule
from nncore.worked import Place, Values, entries


class CSubTable(TableModule):
    """y = x₁ − x₂, elementwise, for a table of two tensors of one size."""

    spec = Spec(
        summary="Subtracts the second tensor of a table from the first.",
        formula=r"y = x_1 - x_2",
        takes="table",
        keywords=("difference", "minus"),
    )

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return entries("-", values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return pairOf(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.subtract(input[0], input[1], out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        np.copyto(self.gradInput[0], gradOutput)
        np.negative(gradOutput, out=self.gradInput[1])
        return self.gradInput
