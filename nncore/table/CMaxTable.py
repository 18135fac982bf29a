"""nn.CMaxTable: the largest of several tensors at each place. After torch/nn's CMaxTable.lua."""

from typing import Any

import numpy as np

from nncore.rules import sameShapes
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.tables import TableModule
from nncore.worked import Place, Values, entries


class CMaxTable(TableModule):
    """y = max xᵢ, elementwise; all tensors have one size. `maxIdx` says which entry (from 1) it is, the first
    of equals.
    """

    spec = Spec(
        summary="Takes the largest number of the tensors of a table at each place.",
        formula=r"y = \max_i x_i",
        takes="table",
        keywords=("maximum", "maxout"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.maxIdx = np.empty(0)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return entries("max", values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return sameShapes(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, input[0])
        self.maxIdx = np.ones(self.output.shape, self.dtype)
        for number, entry in enumerate(input[1:], start=2):
            larger = entry > self.output
            np.copyto(self.output, entry, where=larger)
            np.copyto(self.maxIdx, number, where=larger)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        for number, gradient in enumerate(self.gradInput, start=1):
            np.multiply(gradOutput, self.maxIdx == number, out=gradient)
        return self.gradInput
