"""nn.DotProduct: the dot product of two tensors. After torch/nn's DotProduct.lua."""

from typing import Any

import numpy as np

from nncore.costs import numbers
from nncore.pairs import pairOf
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Spec
from nncore.tables import TableModule
from nncore.worked import Place, Values, index, products


class DotProduct(TableModule):
    """y = x₁·x₂: two vectors give one number, two batches N×n give N."""

    spec = Spec(
        summary="Multiplies two vectors element by element and adds up.",
        formula=r"y = x_1 \cdot x_2",
        takes="table",
        keywords=("scalar product", "similarity", "inner"),
    )

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        pair = values.get("input")
        if name != "output" or not isinstance(pair, list):
            return []
        row = at if pair[0].ndim == 2 else ()
        rule = rf"y{index(*at)} = \sum_j x^1{index(*row, 'j')} x^2{index(*row, 'j')}"
        return [rule, f"= {products(pair[0][row], pair[1][row])}"]

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return rowsOf(x)

    @staticmethod
    def cost(a: Any, x: Shape, y: Shape) -> int:
        return numbers(x) // 2

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output[...] = (input[0] * input[1]).sum(axis=-1)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        each = gradOutput[..., None] if input[0].ndim == 2 else gradOutput
        np.multiply(each, input[1], out=self.gradInput[0])
        np.multiply(each, input[0], out=self.gradInput[1])
        return self.gradInput


def rowsOf(x: Shape) -> Tensor:
    """One number for each row of two equal matrices, or for two equal vectors.

    Raises:
        NNError: for anything else.
    """
    pair = oneTensor(pairOf(x), ranks=(1, 2), needs="two vectors n, or two batches N×n")
    return Tensor(pair.dims[:1] if pair.rank == 2 else (1,))
