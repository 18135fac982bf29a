"""nn.CAddTable: the sum of the tensors in a table. After torch/nn's CAddTable.lua."""

from typing import Any

import numpy as np

from nncore.pointwise import INPLACE
from nncore.rules import sameShapes
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.tables import TableModule
from nncore.worked import Place, Values, index, number, terms


class CAddTable(TableModule):
    """y = Σ xᵢ, elementwise; all tensors have one size. In place, the first tensor's memory takes the sum."""

    spec = Spec(
        summary="Adds the tensors of a table, element by element.",
        formula=r"y = \sum_i x_i",
        backward=r"gradInput_i = gradOutput",
        args=(INPLACE,),
        takes="table",
        keywords=("sum", "residual", "plus"),
    )

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        entries = values.get("input")
        if name != "output" or not isinstance(entries, list):
            return []
        if not all(isinstance(entry, np.ndarray) and entry.ndim == len(at) for entry in entries):
            return []
        return [
            rf"y{index(*at)} = \sum_k x^k{index(*at)}",
            f"= {terms(number(entry[at]) for entry in entries)}",
        ]

    def __init__(self, inplace: bool = False) -> None:
        super().__init__(inplace=inplace)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return sameShapes(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        if self.args.inplace:
            self.output = input[0]
        else:
            np.copyto(self.output, input[0])
        for entry in input[1:]:
            np.add(self.output, entry, out=self.output)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        if self.args.inplace:
            self.gradInput = [gradOutput for _ in input]
            return self.gradInput
        for gradient in self.gradInput:
            np.copyto(gradient, gradOutput)
        return self.gradInput
