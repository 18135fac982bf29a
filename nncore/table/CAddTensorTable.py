"""nn.CAddTensorTable: one tensor added to each tensor of a table. After torch/nn's CAddTensorTable.lua."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.example import Example
from nncore.rules import oneTensor, sameShapes, tableOf
from nncore.shapes import Shape, words
from nncore.spec import Spec
from nncore.tables import TableModule


class CAddTensorTable(TableModule):
    """{v, {x₁, x₂, …}} becomes {v + x₁, v + x₂, …}; all tensors have one size."""

    spec = Spec(
        summary="Adds its first entry to each tensor of the table that is its second.",
        formula=r"y_i = v + x_i",
        takes="table",
        keywords=("sum", "plus", "broadcast"),
    )
    example = Example(
        input=lambda draw, a: [
            draw.uniform(-2, 2, 3),
            [draw.uniform(-2, 2, 3) for _ in range(draw.integers(1, 4))],
        ]
    )

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        first, rest = tableOf(x, 2)
        added, each = oneTensor(first), sameShapes(rest)
        if added.dims != each.dims:
            raise NNError("the tensors differ in size", got=words(x), needs=f"{each} for the first entry too")
        assert isinstance(rest, tuple)
        return tuple(each for _ in rest)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        for entry, output in zip(input[1], self.output, strict=True):
            np.add(input[0], entry, out=output)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        added, rest = self.gradInput
        added.fill(0)
        for gradient, entry in zip(rest, gradOutput, strict=True):
            np.copyto(gradient, entry)
            np.add(added, entry, out=added)
        return self.gradInput
