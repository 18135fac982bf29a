"""nn.Transpose: dimensions change places. After torch/nn's Transpose.lua."""

from typing import Any, Self

import numpy as np

from nncore.errors import NNError
from nncore.rearranged import Rearranged
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Pairs, Spec


class Transpose(Rearranged):
    """Exchanges pairs of dimensions (from 1), one pair after another: `Transpose((1, 2), (2, 3))`.

    After `setNumInputDims` the dimensions of a batch in front are not counted.
    """

    spec = Spec(
        summary="Exchanges dimensions, such as rows and columns.",
        formula=r"y = x^\top",
        args=(Pairs("permutations", "the pairs of dimensions to exchange (from 1)"),),
        settings=(
            Int(
                "numInputDims",
                "dimensions of one example; any more are the batch",
                default=None,
                optional=True,
            ),
        ),
        keywords=("permute", "swap"),
    )

    def __init__(self, *permutations: tuple[int, int] | list[int]) -> None:
        super().__init__(permutations=permutations)

    def setNumInputDims(self, numInputDims: int) -> Self:
        """Says how many dimensions one example has, so that any more are the batch; returns the module."""
        self.assign("numInputDims", numInputDims)
        return self

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        return Tensor(tuple(x.dims[axis] for axis in _order(a, x)), x.kind)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, input.transpose(_order(self.args, Tensor(input.shape))))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        back = np.argsort(_order(self.args, Tensor(input.shape)))
        np.copyto(self._gradBuffer(input), gradOutput.transpose(back))
        return self.gradInput


def _order(a: Any, x: Tensor) -> list[int]:
    """Which of the input's dimensions (from 0) stands at each place of the output.

    Raises:
        NNError: when the input has no such dimension.
    """
    order = list(range(x.rank))
    outer = 0 if a.numInputDims is None else x.rank - a.numInputDims
    for pair in a.permutations:
        first, second = (dimension + outer - 1 for dimension in pair)
        if not (0 <= first < x.rank and 0 <= second < x.rank):
            raise NNError(
                "the input has no such dimensions",
                got=f"{x}, to exchange {pair[0]} and {pair[1]}",
                needs=f"dimensions from 1 to {x.rank - outer}",
            )
        order[first], order[second] = order[second], order[first]
    return order
