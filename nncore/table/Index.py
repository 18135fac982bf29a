"""nn.Index: chosen slices of a tensor. After torch/nn's Index.lua."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nncore.example import Example
from nncore.indices import fromZero
from nncore.rules import axisOf, oneTensor, tableOf
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec
from nncore.tables import TableModule


class Index(TableModule):
    """For {t, i}: the slices of t along `dimension` (from 1) that the vector i names (from 1), in its order.

    Slices named several times add up their gradients; the gradient of i is zero.
    """

    spec = Spec(
        summary="Picks slices of a tensor by a vector of their numbers.",
        formula=r"y_j = x_{i_j}",
        args=(Int("dimension", "along which dimension (from 1)", low=1),),
        takes="table",
        label="{dimension}",
        keywords=("gather", "take", "lookup", "select"),
    )
    example = Example(
        arguments=lambda draw: {"dimension": int(draw.integers(1, 3))},
        input=lambda draw, a: [draw.uniform(-2, 2, (3, 4)), draw.integers(1, 4, 5)],
        batch="an index picks from the whole tensor",
    )

    def __init__(self, dimension: int) -> None:
        super().__init__(dimension=dimension)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        whole, indices = (oneTensor(entry) for entry in tableOf(x, 2))
        oneTensor(indices, ranks=(1,), needs="a vector of indices as the second entry")
        return Tensor(whole.but(axisOf(whole, a.dimension), indices.dims[0]).dims)

    @classmethod
    def refuses(cls, kinds: Sequence[str]) -> bool:
        return kinds[:1] == ["index"]

    def _checkTypes(self, input: Any) -> None:
        super()._checkTypes([entry for entry in input if not isinstance(entry, np.ndarray)] or input[:1])

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        whole, indices = input
        self._axis = axisOf(Tensor(whole.shape), self.args.dimension)
        self._chosen = fromZero(indices, whole.shape[self._axis], self)
        return np.take(whole, self._chosen, axis=self._axis, out=self.output, mode="clip")

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        toWhole, toIndices = self.gradInput
        toIndices.fill(0)
        toWhole.fill(0)
        np.add.at(np.moveaxis(toWhole, self._axis, 0), self._chosen, np.moveaxis(gradOutput, self._axis, 0))
        return self.gradInput
