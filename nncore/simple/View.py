"""nn.View: the same numbers in another shape. After torch/nn's View.lua."""

from math import prod
from typing import Any

import numpy as np

from nncore.dims import Dim, divide, product
from nncore.errors import NNError
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor, shapeOf
from nncore.spec import Int, Sizes, Spec


class View(Module):
    """Gives the input other sizes; one of them may be −1 and is then worked out.

    What is left over becomes the batch in front: `View(784)` makes N×28×28 into N×784. As in Torch, a batch
    of one that fits the sizes exactly loses its batch dimension, unless `setNumInputDims` says how many
    dimensions an example has.
    """

    spec = Spec(
        summary="Lays the same numbers out in another shape.",
        formula=r"y = \mathrm{view}(x)",
        args=(Sizes("sizes", "the sizes of one example; −1 is worked out", low=-1),),
        settings=(
            Int("numInputDims", "how many dimensions an example has", default=None, low=1, optional=True),
        ),
        label="{sizes}",
        keywords=("reshape", "flatten"),
    )

    def __init__(self, *sizes: int | tuple[int, ...]) -> None:
        flat = tuple(sizes[0]) if len(sizes) == 1 and isinstance(sizes[0], (tuple, list)) else sizes
        super().__init__(sizes=flat)
        if self.args.sizes.count(-1) > 1 or 0 in self.args.sizes:
            raise NNError(
                "the sizes leave it open how to lay out",
                got=str(flat),
                needs="sizes from 1, at most one −1",
                module="View",
            )

    def setNumInputDims(self, numInputDims: int) -> "View":
        """Says how many dimensions one example has, so that any more are the batch; returns the module."""
        self.assign("numInputDims", numInputDims)
        return self

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        known = prod(size for size in a.sizes if size != -1)
        inner = a.numInputDims or x.rank
        example = product(x.dims[max(x.rank - inner, 0) :])
        rest = divide(example, known)
        if rest is None:
            raise NNError(
                "the sizes do not divide the input", got=str(x), needs=f"a multiple of {known} elements"
            )
        batch: Dim = 1 if -1 in a.sizes else rest
        batch = batch * product(x.dims[: max(x.rank - inner, 0)])
        laid = tuple(rest if size == -1 else size for size in a.sizes)
        if batch == 1 and (a.numInputDims is None or x.rank <= a.numInputDims):
            return Tensor(laid, x.kind)
        return Tensor((batch, *laid), x.kind)

    def _check(self, input: Any) -> None:
        if type(input) is not np.ndarray:
            raise self._refuse(input)
        if input.shape != self._shape:
            target = self.outputShape(shapeOf(input))
            assert isinstance(target, Tensor)
            self._target = target.dims
            self._shape = input.shape

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = input.reshape(self._target)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = gradOutput.reshape(input.shape)
        return self.gradInput

    def __str__(self) -> str:
        return f"nn.View({', '.join(map(str, self.args.sizes))})"
