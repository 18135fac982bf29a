"""nn.Replicate: the same tensor several times. After torch/nn's Replicate.lua."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.rearranged import Rearranged
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec


class Replicate(Rearranged):
    """Repeats the input `nf` times along a new dimension `dim` (from 1).

    With `ndim`, an input of more dimensions is a batch, whose dimension is not counted.
    """

    spec = Spec(
        summary="Repeats its input along a new dimension.",
        formula=r"y_{\ldots, i, \ldots} = x",
        args=(
            Int("nfeatures", "how many times", low=1),
            Int("dim", "where the new dimension stands (from 1)", default=1, low=1),
            Int(
                "ndim",
                "dimensions of one example; with it a batch in front is not counted",
                default=None,
                optional=True,
            ),
        ),
        label="{nfeatures}, {dim}",
        keywords=("repeat", "copy", "tile", "broadcast"),
    )

    def __init__(self, nfeatures: int, dim: int = 1, ndim: int | None = None) -> None:
        super().__init__(nfeatures=nfeatures, dim=dim, ndim=ndim)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        axis = _axis(a, x.rank)
        if axis > x.rank:
            raise NNError(
                f"there is no place {a.dim} for a new dimension",
                got=str(x),
                needs=f"at least {a.dim - 1} dimensions",
            )
        return Tensor((*x.dims[:axis], a.nfeatures, *x.dims[axis:]), x.kind)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, np.expand_dims(input, _axis(self.args, input.ndim)))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        return np.sum(gradOutput, axis=_axis(self.args, input.ndim), out=self._gradBuffer(input))


def _axis(a: Any, rank: int) -> int:
    """Where the new dimension comes to stand, from 0."""
    axis: int = a.dim - 1
    return axis + (a.ndim is not None and rank > a.ndim)
