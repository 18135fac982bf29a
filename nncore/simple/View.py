"""nn.View: the same numbers in another shape. After torch/nn's View.lua."""

from math import prod
from typing import Any, Self

from nncore.dims import Dim, divide, product
from nncore.errors import NNError
from nncore.example import Example
from nncore.rearranged import Relaid
from nncore.repeated import asSizes
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Sizes, Spec
from nncore.torchform import Named, TorchForm


class View(Relaid):
    """Gives the input other sizes; one of them may be −1 and is then worked out.

    What is left over becomes the batch in front: `View(784)` makes N×28×28 into N×784. As in Torch, a batch
    of one that fits the sizes exactly loses its batch dimension, unless `setNumInputDims` says how many
    dimensions an example has.
    """

    spec = Spec(
        summary="Lays the same numbers out in another shape.",
        formula=r"y = \mathrm{view}(x)",
        backward=r"gradInput = gradOutput \text{ in the shape of the input}",
        args=(Sizes("sizes", "the sizes of one example; −1 is worked out", low=-1),),
        settings=(
            Int(
                "numInputDims",
                "dimensions of one example; any more are the batch",
                default=None,
                low=1,
                optional=True,
            ),
        ),
        label="{sizes}",
        keywords=("reshape", "flatten"),
    )
    example = Example(batch="a batch of one that fits the sizes loses its dimension, as in Torch")
    torch = TorchForm(
        {"sizes": Named("size")}, extra={"numElements": lambda a: prod(size for size in a.sizes if size >= 0)}
    )

    def __init__(self, *sizes: int | tuple[int, ...]) -> None:
        super().__init__(sizes=asSizes(sizes))
        if self.args.sizes.count(-1) > 1 or 0 in self.args.sizes:
            raise NNError(
                "the sizes leave it open how to lay out",
                got=str(self.args.sizes),
                needs="sizes from 1, at most one −1",
                module="View",
            )

    def resetSize(self, *sizes: int | tuple[int, ...]) -> Self:
        """Gives it other sizes; returns the module."""
        self.assign("sizes", asSizes(sizes))
        return self

    def setNumInputDims(self, numInputDims: int) -> Self:
        """Says how many dimensions one example has, so that any more are the batch; returns the module."""
        self.assign("numInputDims", numInputDims)
        return self

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        known = prod(size for size in a.sizes if size != -1)
        outer = max(x.rank - (a.numInputDims or x.rank), 0)
        rest = divide(product(x.dims[outer:]), known)
        if rest is None:
            raise NNError(
                "the sizes do not divide the input", got=str(x), needs=f"a multiple of {known} elements"
            )
        laid = tuple(rest if size == -1 else size for size in a.sizes)
        batch: Dim = product(x.dims[:outer]) * (1 if -1 in a.sizes else rest)
        if batch == 1 and not outer:
            return Tensor(laid, x.kind)
        return Tensor((batch, *laid), x.kind)

    def __str__(self) -> str:
        return f"nn.View({', '.join(map(str, self.args.sizes))})"
