"""nn.OneHot: a vector with a single 1 for each index. After torch/nn's OneHot.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.follows import highest
from nncore.indices import fromZero
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec


class OneHot(Module):
    """Turns each index i (from 1) into a vector of `outputSize` zeros with a 1 at place i: N gives
    N×outputSize.

    A plain whole number gives one vector. Indices have no gradient: `gradInput` is zero.
    """

    spec = Spec(
        summary="Turns each index into a vector of zeros with a single 1.",
        formula=r"y_{i j} = [j = x_i]",
        args=(Int("outputSize", "how many indices there are", low=1, follows=highest),),
        label="{outputSize}",
        keywords=("categorical", "dummy", "indicator", "embedding"),
        indices=True,
    )
    example = Example(most="outputSize")

    def __init__(self, outputSize: int) -> None:
        super().__init__(outputSize=outputSize)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return Tensor((*oneTensor(x).dims, a.outputSize))

    def _checkType(self, input: np.ndarray) -> None:
        """Indices may be numbers of any type."""

    def updateOutput(self, input: Any) -> Any:
        if not isinstance(input, np.ndarray):
            return self._one(input)
        self._check(input)
        return self._fill(self.output, input)

    def _one(self, index: Any) -> np.ndarray:
        """The vector for a plain number."""
        if not isinstance(index, (int, float, np.number)):
            raise self._refuse(index)
        self._shape = ()
        output = self._fill(np.empty(self.args.outputSize, self.dtype), np.array([index]))
        self.output = output
        return output

    def _fill(self, output: np.ndarray, indices: np.ndarray) -> np.ndarray:
        places = fromZero(indices, self.args.outputSize, self)
        output.fill(0)
        output.reshape(places.size, -1)[np.arange(places.size), places.ravel()] = 1
        return output

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        if self._shape != ():
            super()._checkBack(input, gradOutput)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        """Zeros; for a plain number 0."""
        if self._shape == ():
            return 0
        self._checkBack(input, gradOutput)
        gradInput = self._gradBuffer(input)
        gradInput.fill(0)
        return gradInput
