"""nn.SplitTable: a tensor becomes a table of its slices. After torch/nn's SplitTable.lua."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.simple.Sum import N_INPUT_DIMS
from nncore.spec import Int, Spec
from nncore.tables import TableModule, keyOf


class SplitTable(TableModule):
    """The slices along `dimension` (from 1), which goes, as views of the input; with `nInputDims` a batch is
    not counted.
    """

    spec = Spec(
        summary="Makes a table of the slices of a tensor along a dimension.",
        formula=r"y = \{x_{:,1}, x_{:,2}, \ldots\}",
        args=(
            Int("dimension", "along which dimension (from 1; negative counts from the end)"),
            N_INPUT_DIMS,
        ),
        label="{dimension}",
        keywords=("unstack", "slices"),
    )

    def __init__(self, dimension: int, nInputDims: int | None = None) -> None:
        super().__init__(dimension=dimension, nInputDims=nInputDims)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        if x.rank < 2:
            raise NNError("a vector has no slices", got=str(x), needs="at least two dimensions")
        axis = axisOf(x, a.dimension, a.nInputDims)
        count = x.dims[axis]
        if not isinstance(count, int):
            raise NNError(
                "how many slices there are is open", got=str(x), needs=f"a known size in dimension {axis + 1}"
            )
        return (x.without(axis),) * count

    def _check(self, input: Any) -> None:
        if type(input) is not np.ndarray:
            raise self._refuse(input)
        key = keyOf(input)
        if key != self._shape:
            if not input.size:
                raise self._refuseEmpty(input)
            if input.dtype.kind not in "iu":
                self._checkType(input)
            self.promised(input)
            self.gradInput = np.empty(input.shape, self.dtype)
            self._axis = axisOf(Tensor(input.shape), self.args.dimension, self.args.nInputDims)
            self._shape = key

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = list(np.moveaxis(input, self._axis, 0))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        for gradient, entry in zip(np.moveaxis(self.gradInput, self._axis, 0), gradOutput, strict=True):
            gradient[...] = entry
        return self.gradInput
