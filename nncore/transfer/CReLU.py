"""nn.CReLU: a ReLU of the input and one of its negative, side by side. After torch/nn's CReLU.lua."""

from typing import Any

import numpy as np

from nncore.containers.ConcatTable import ConcatTable
from nncore.containers.Sequential import Sequential
from nncore.module import ShapeFunction
from nncore.pointwise import INPLACE
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.simple.Identity import Identity
from nncore.simple.MulConstant import MulConstant
from nncore.spec import Int, Spec
from nncore.table.JoinTable import JoinTable
from nncore.transfer.ReLU import ReLU


class CReLU(Sequential):
    """y = [max(0, x), max(0, −x)] along the first dimension of an example, which doubles.

    An input of nInputDims + 1 dimensions is a batch. As in Torch it is a Sequential inside, on rows of
    numbers.
    """

    spec = Spec(
        summary="Keeps positive numbers in one half of its output, negative ones turned round in the other.",
        formula=r"y = [\max(0, x) \; \max(0, -x)]",
        args=(Int("nInputDims", "how many dimensions one example has", low=1), INPLACE),
        label="{nInputDims}",
        keywords=("rectifier", "concatenated"),
    )

    def __init__(self, nInputDims: int, inplace: bool = False) -> None:
        super(Sequential, self).__init__(nInputDims=nInputDims, inplace=inplace)
        both = ConcatTable().add(Identity()).add(MulConstant(-1))
        self.add(both).add(JoinTable(2)).add(ReLU(self.args.inplace))

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        x = oneTensor(x)
        axis = 1 if x.rank == a.nInputDims + 1 else 0
        return x.but(axis, 2 * x.dims[axis])

    def _rows(self, values: np.ndarray, dimensions: int) -> np.ndarray:
        """One row for each example."""
        batch = values.shape[0] if dimensions == self.args.nInputDims + 1 else 1
        return values.reshape(batch, -1)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        shape = self.output.shape
        rows = super().updateOutput(self._rows(input, input.ndim))
        self.output = rows.reshape(shape)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        rows = (self._rows(value, input.ndim) for value in (input, gradOutput))
        self.gradInput = super().updateGradInput(*rows).reshape(input.shape)
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        """There are no parameters."""

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        return self.updateGradInput(input, gradOutput)

    def __str__(self) -> str:
        return "CReLU()"
