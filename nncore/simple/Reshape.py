"""nn.Reshape: each example in another shape. After torch/nn's Reshape.lua."""

from math import prod
from typing import Any

from nncore.dims import product
from nncore.errors import NNError
from nncore.rearranged import Relaid
from nncore.repeated import asSizes
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Sizes, Spec
from nncore.torchform import TorchForm


class Reshape(Relaid):
    """Gives an example, or each example of a batch, other sizes with as many elements.

    By default an input with exactly that many elements is one example, unless its first size is 1; anything
    else is a batch. `batchMode` says which it is: `Reshape(2, 3, True)`.
    """

    spec = Spec(
        summary="Lays the numbers of each example out in another shape.",
        formula=r"y = \mathrm{reshape}(x)",
        args=(
            Sizes("size", "the sizes of one example"),
            Flag("batchMode", "whether the input is a batch; left out, its size tells", default=None),
        ),
        label="{size}",
        keywords=("view", "flatten"),
    )
    torch = TorchForm(
        extra={"nelement": lambda a: prod(a.size), "batchsize": lambda a: (0, *a.size)},
    )

    def __init__(self, *size: Any, batchMode: bool | None = None) -> None:
        if size and isinstance(size[-1], bool):
            size, batchMode = size[:-1], size[-1]
        super().__init__(size=asSizes(size), batchMode=batchMode)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x, count = oneTensor(x), prod(a.size)
        whole = x.elements == count
        asBatch = a.batchMode is not False and (a.batchMode or not whole or x.dims[0] == 1)
        if whole and not asBatch:
            return Tensor(a.size, x.kind)
        if asBatch and product(x.dims[1:]) == count:
            return Tensor((x.dims[0], *a.size), x.kind)
        batch = "" if a.batchMode is False else f", or N×{count}"
        raise NNError(
            "the input has another number of elements",
            got=str(x),
            needs=f"{count} elements{batch}",
        )

    def __str__(self) -> str:
        return f"nn.Reshape({'x'.join(map(str, self.args.size))})"
