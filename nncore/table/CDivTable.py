"""nn.CDivTable: the quotient of two tensors. After torch/nn's CDivTable.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.pairs import pairOf
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.tables import TableModule
from nncore.worked import Place, Values, entries


class CDivTable(TableModule):
    """y = x₁ / x₂, elementwise, for a table of two tensors of one size; infinite or NaN where x₂ is 0, as in
    Torch.
    """

    spec = Spec(
        summary="Divides the first tensor of a table by the second.",
        formula=r"y = \frac{x_1}{x_2}",
        takes="table",
        keywords=("quotient", "ratio"),
    )
    example = Example(low=0.2)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return entries("/", values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return pairOf(x)

    @np.errstate(divide="ignore", invalid="ignore")
    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.divide(input[0], input[1], out=self.output)

    @np.errstate(divide="ignore", invalid="ignore")
    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        above, below = self.gradInput
        np.divide(gradOutput, input[1], out=above)
        np.divide(above, input[1], out=below)
        below *= input[0]
        np.negative(below, out=below)
        return self.gradInput
