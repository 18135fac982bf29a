"""nn.Squeeze: dimensions of size 1 go. After torch/nn's Squeeze.lua."""

from typing import Any, Self

from nncore.example import Example
from nncore.rearranged import Relaid
from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec


class Squeeze(Relaid):
    """Takes away all dimensions of size 1, or only `dim` if its size is 1. One dimension always stays.

    With `numInputDims` a batch in front is not counted, and stays even when it is a batch of one.
    """

    spec = Spec(
        summary="Takes away dimensions of size 1.",
        formula=r"y = \mathrm{squeeze}(x)",
        args=(
            Int(
                "dim", "which dimension (from 1); left out, all of size 1", default=None, low=1, optional=True
            ),
            Int(
                "numInputDims",
                "dimensions of one example; with it a batch in front is not counted",
                default=None,
                optional=True,
            ),
        ),
        keywords=("singleton", "view"),
    )
    example = Example(batch="a batch of one loses its dimension, as in Torch")

    def __init__(self, dim: int | None = None, numInputDims: int | None = None) -> None:
        super().__init__(dim=dim, numInputDims=numInputDims)

    def setNumInputDims(self, numInputDims: int) -> Self:
        """Says how many dimensions one example has; returns the module."""
        self.assign("numInputDims", numInputDims)
        return self

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        if a.dim is not None:
            axis = axisOf(x, a.dim, a.numInputDims)
            return x.without(axis) if x.dims[axis] == 1 else x
        kept = tuple(dim for dim in x.dims if dim != 1) or (1,)
        batched = a.numInputDims is not None and x.rank == a.numInputDims + 1
        return Tensor((1, *kept) if batched and x.dims[0] == 1 else kept, x.kind)
