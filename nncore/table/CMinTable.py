"""nn.CMinTable: the smallest of several tensors at each place. After torch/nn's CMinTable.lua."""

from typing import Any

import numpy as np

from nncore.rules import sameShapes
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.tables import TableModule
from nncore.worked import Place, Values, entries


class CMinTable(TableModule):
    """y = min xᵢ, elementwise; all tensors have one size. `minIdx` says which entry (from 1) it is, the first
    of equals.
    """

    spec = Spec(
        summary="Takes the smallest number of the tensors of a table at each place.",
        formula=r"y = \min_i x_i",
        takes="table",
        keywords=("minimum",),
    )

    def __init__(self) -> None:
        super().__init__()
        self.minIdx = np.empty(0)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return entries("min", values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return sameShapes(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, input[0])
        self.minIdx = np.ones(self.output.shape, self.dtype)
        for number, entry in enumerate(input[1:], start=2):
            smaller = entry < self.output
            np.copyto(self.output, entry, where=smaller)
            np.copyto(self.minIdx, number, where=smaller)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        for number, gradient in enumerate(self.gradInput, start=1):
            np.multiply(gradOutput, self.minIdx == number, out=gradient)
        return self.gradInput
