"""nn.Max: the largest number along one dimension. After torch/nn's Max.lua."""

from typing import Any

import numpy as np

from nncore.module import Module
from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.simple.Sum import DIMENSION, N_INPUT_DIMS
from nncore.spec import Spec
from nncore.worked import Place, Values, array, index, plain


class Max(Module):
    """The largest over `dimension` (from 1); its gradient goes to the first place where it stands."""

    spec = Spec(
        summary="Keeps the largest number along one dimension.",
        formula=r"y = \max_j x_j",
        args=(DIMENSION, N_INPUT_DIMS),
        label="{dimension}",
        keywords=("maximum", "reduce", "pool"),
    )

    def __init__(self, dimension: int = 1, nInputDims: int | None = None) -> None:
        super().__init__(dimension=dimension, nInputDims=nInputDims)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return extreme("max", a, values, name, at)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        return x.without(axisOf(x, a.dimension, a.nInputDims))

    def _axis(self, input: np.ndarray) -> int:
        return axisOf(Tensor(input.shape), self.args.dimension, self.args.nInputDims)

    def _find(self, input: np.ndarray, axis: int) -> np.ndarray:
        """The first place of the largest number."""
        places: np.ndarray = np.argmax(input, axis=axis)
        return places

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        axis = self._axis(input)
        self._places = np.expand_dims(self._find(input, axis), axis)
        self.output[...] = np.take_along_axis(input, self._places, axis).reshape(self.output.shape)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = self._gradBuffer(input)
        gradInput.fill(0)
        np.put_along_axis(gradInput, self._places, gradOutput.reshape(self._places.shape), self._axis(input))
        return gradInput


def extreme(word: str, a: Any, values: Values, name: str, at: Place) -> list[str]:
    """The lines of an element of an output that is the largest, or the smallest, along one dimension."""
    x = array(values, "input")
    if name != "output" or x is None or x.ndim < 2:
        return []
    axis = axisOf(Tensor(x.shape), a.dimension, a.nInputDims)
    along = np.moveaxis(x, axis, -1)[at]
    listed = ", ".join(plain(value) for value in along[:9])
    if len(along) > 9:
        listed += rf", \ldots, {plain(along.max() if word == 'max' else along.min())}"
    return [
        rf"y{index(*at)} = \{word}_j x{index(*at[:axis], 'j', *at[axis:])}",
        rf"= \{word}({listed})",
    ]
