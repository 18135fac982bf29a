"""nn.Narrow: some neighbouring slices of a tensor. After torch/nn's Narrow.lua."""

from typing import Any

import numpy as np

from nncore.dims import Dim
from nncore.errors import NNError
from nncore.rearranged import Rearranged
from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec
from nncore.torchform import Named, TorchForm


class Narrow(Rearranged):
    """The `length` slices from `offset` along `dimension` (from 1; a negative dimension counts from the end).

    A length of −1 keeps all that follow, −2 all but the last, and so on. A negative offset keeps, as in
    Torch, what is not among the last `length`: the slices from 1 to size − length.
    """

    spec = Spec(
        summary="Keeps some neighbouring slices along a dimension.",
        formula=r"y = x_{\ldots, o : o + l, \ldots}",
        args=(
            Int("dimension", "along which dimension (from 1; negative counts from the end)"),
            Int("offset", "the first slice kept (from 1)"),
            Int("length", "how many are kept; −1 keeps all that follow", default=1),
        ),
        label="{dimension}, {offset}, {length}",
        keywords=("slice", "part", "crop"),
    )
    torch = TorchForm({"offset": Named("index")})

    def __init__(self, dimension: int, offset: int, length: int = 1) -> None:
        super().__init__(dimension=dimension, offset=offset, length=length)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        axis = axisOf(x, a.dimension)
        return x.but(axis, _span(a, x, axis)[1])

    def _part(self, whole: np.ndarray) -> np.ndarray:
        x = Tensor(whole.shape)
        axis = axisOf(x, self.args.dimension)
        start, length = _span(self.args, x, axis)
        part: np.ndarray = whole[(slice(None),) * axis + (slice(start, start + length),)]
        return part

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.copyto(self.output, self._part(input))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = self._gradBuffer(input)
        gradInput.fill(0)
        self._part(gradInput)[...] = gradOutput
        return gradInput


def _span(a: Any, x: Tensor, axis: int) -> tuple[int, Dim]:
    """Where the part begins (from 0) and how long it is.

    Raises:
        NNError: when it does not lie within the input.
    """
    size = x.dims[axis]
    length: Dim = a.length if a.length >= 0 else size - a.offset + (a.length + 2)
    start = a.offset - 1
    if a.offset < 0:
        start, length = 0, size - length
    known = isinstance(size, int) and isinstance(length, int)
    if a.offset == 0 or (isinstance(length, int) and length < 1) or (known and start + length > size):
        raise NNError(
            "the part does not lie within the input",
            got=f"{x}, slices {start + 1} to {start + length} of dimension {axis + 1}",
            needs=f"slices from 1 to {size}",
        )
    return start, length
