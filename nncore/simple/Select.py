"""nn.Select: one slice of a tensor. After torch/nn's Select.lua."""

from typing import Any

import numpy as np

from nncore.dims import Dim
from nncore.errors import NNError
from nncore.rearranged import Rearranged
from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec


class Select(Rearranged):
    """Slice number `index` along `dimension` (both from 1; negative counts from the end)."""

    spec = Spec(
        summary="Picks one slice along a dimension, which goes.",
        formula=r"y = x_{\ldots, i, \ldots}",
        args=(
            Int("dimension", "along which dimension (from 1; negative counts from the end)"),
            Int("index", "which slice (from 1; negative counts from the end)"),
        ),
        label="{dimension}, {index}",
        keywords=("pick", "slice", "row", "column"),
    )

    def __init__(self, dimension: int, index: int) -> None:
        super().__init__(dimension=dimension, index=index)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        if x.rank < 2:
            raise NNError("a vector has no slices", got=str(x), needs="at least two dimensions")
        axis = axisOf(x, a.dimension)
        place(a.index, x, axis)
        return x.without(axis)

    def _slice(self, whole: np.ndarray) -> np.ndarray:
        x = Tensor(whole.shape)
        axis = axisOf(x, self.args.dimension)
        part: np.ndarray = whole[(slice(None),) * axis + (place(self.args.index, x, axis),)]
        return part

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, self._slice(input))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = self._gradBuffer(input)
        gradInput.fill(0)
        self._slice(gradInput)[...] = gradOutput
        return gradInput


def place(index: int, x: Tensor, axis: int) -> int:
    """Torch's index (from 1; negative from the end) as Python's.

    Raises:
        NNError: when there is no such slice.
    """
    size: Dim = x.dims[axis]
    if index == 0 or (isinstance(size, int) and abs(index) > size):
        raise NNError(
            f"there is no slice {index} in dimension {axis + 1}",
            got=str(x),
            needs=f"a number from 1 to {size}",
        )
    return index - 1 if index > 0 else index
