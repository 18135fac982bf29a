"""nn.Unsqueeze: a dimension of size 1 comes in. After torch/nn's Unsqueeze.lua."""

from typing import Any, Self

from nncore.errors import NNError
from nncore.rearranged import Relaid
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec


class Unsqueeze(Relaid):
    """Puts a dimension of size 1 at `pos` (from 1). With `numInputDims` dimensions in front of these are not
    counted.
    """

    spec = Spec(
        summary="Puts in a dimension of size 1.",
        formula=r"y = \mathrm{unsqueeze}(x)",
        args=(
            Int("pos", "where the new dimension stands (from 1)"),
            Int(
                "numInputDims",
                "dimensions of one example; with it a batch in front is not counted",
                default=None,
                low=0,
                optional=True,
            ),
        ),
        label="{pos}",
        keywords=("singleton", "view"),
    )

    def __init__(self, pos: int, numInputDims: int | None = None) -> None:
        super().__init__(pos=pos, numInputDims=numInputDims)

    def setNumInputDims(self, numInputDims: int) -> Self:
        """Says how many dimensions one example has; returns the module."""
        self.assign("numInputDims", numInputDims)
        return self

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        outer = 0 if a.numInputDims is None else x.rank - a.numInputDims
        if outer < 0:
            raise NNError("the input has too few dimensions", got=str(x), needs=f"at least {a.numInputDims}")
        axis = a.pos + outer - 1
        if not 0 <= axis <= x.rank:
            raise NNError(
                f"there is no place {a.pos} for a new dimension",
                got=str(x),
                needs=f"a place from {1 - outer} to {x.rank + 1 - outer}",
            )
        return Tensor((*x.dims[:axis], 1, *x.dims[axis:]), x.kind)

    def __str__(self) -> str:
        return f"nn.Unsqueeze(dim {self.args.pos})"
