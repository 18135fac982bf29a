"""nn.CMulTable: the product of the tensors in a table. After torch/nn's CMulTable.lua."""

from typing import Any

import numpy as np

from nncore.rules import sameShapes
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.tables import TableModule
from nncore.worked import Place, Values, entries


class CMulTable(TableModule):
    """y = Π xᵢ, elementwise; all tensors have one size."""

    spec = Spec(
        summary="Multiplies the tensors of a table, element by element.",
        formula=r"y = \prod_i x_i",
        takes="table",
        keywords=(
            "product",
            "gate",
        ),
    )

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return entries("cdot", values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return sameShapes(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, input[0])
        for entry in input[1:]:
            np.multiply(self.output, entry, out=self.output)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        for i, gradient in enumerate(self.gradInput):
            np.copyto(gradient, gradOutput)
            for j, entry in enumerate(input):
                if j != i:
                    gradient *= entry
        return self.gradInput
