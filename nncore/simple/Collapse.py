"""nn.Collapse: all dimensions of an example become one. After torch/nn's Collapse.lua."""

from typing import Any

from nncore.dims import product
from nncore.rearranged import Relaid
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec


class Collapse(Relaid):
    """Makes an example of up to nInputDim dimensions one vector; of more, the first is the batch."""

    spec = Spec(
        summary="Lays all numbers of each example out as one vector.",
        formula=r"y = \mathrm{vec}(x)",
        args=(Int("nInputDim", "how many dimensions one example has", low=1),),
        label="{nInputDim}",
        keywords=("flatten", "view"),
    )

    def __init__(self, nInputDim: int) -> None:
        super().__init__(nInputDim=nInputDim)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        if x.rank > a.nInputDim:
            return Tensor((x.dims[0], product(x.dims[1:])), x.kind)
        return Tensor((product(x.dims),), x.kind)
