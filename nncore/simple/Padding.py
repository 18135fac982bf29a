"""nn.Padding: more slices along a dimension, filled with one number. After torch/nn's Padding.lua."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.module import Module
from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Number, Spec


class Padding(Module):
    """Puts |pad| slices of `value` into dimension `dim`: at the end when pad is positive, at the front when
    negative.

    `index` moves them inwards: 1 is the very end (or front), 2 is before the last slice (or after the first).
    With `nInputDim`, an input of another number of dimensions has a batch in front, which is not counted.
    """

    spec = Spec(
        summary="Adds slices of one number at an end of a dimension.",
        formula=r"y = [x \; v \ldots v]",
        args=(
            Int("dim", "along which dimension (from 1)", low=1),
            Int("pad", "how many slices; negative: at the front"),
            Int(
                "nInputDim",
                "dimensions of one example; with it a batch in front is not counted",
                default=None,
                low=1,
                optional=True,
            ),
            Number("value", "what the new slices hold", default=0),
            Int("index", "how far inwards they stand, counted from that end (from 1)", default=1, low=1),
        ),
        label="{dim}, {pad}",
        keywords=("zero", "border", "extend"),
    )

    def __init__(
        self, dim: int, pad: int, nInputDim: int | None = None, value: float = 0, index: int = 1
    ) -> None:
        super().__init__(dim=dim, pad=pad, nInputDim=nInputDim, value=value, index=index)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        axis = _axis(a, x)
        size = x.dims[axis]
        if isinstance(size, int) and a.index > size + 1:
            raise NNError(
                f"there is no place {a.index} for new slices",
                got=str(x),
                needs=f"an index from 1 to {size + 1}",
            )
        return x.but(axis, size + abs(a.pad))

    def _parts(self, input: np.ndarray, padded: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """The parts of the input before and after the new slices, each with its place in the result."""
        axis = _axis(self.args, Tensor(input.shape))
        size, pad, before = input.shape[axis], self.args.pad, (slice(None),) * axis
        cut = size - self.args.index + 1 if pad > 0 else self.args.index - 1
        first, rest = (*before, slice(0, cut)), (*before, slice(cut, size))
        moved = (*before, slice(cut + abs(pad), size + abs(pad)))
        return [(input[first], padded[first]), (input[rest], padded[moved])]

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output.fill(self.args.value)
        for part, place in self._parts(input, self.output):
            place[...] = part
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        for part, place in self._parts(self._gradBuffer(input), gradOutput):
            part[...] = place
        return self.gradInput


def _axis(a: Any, x: Tensor) -> int:
    batched = a.nInputDim is not None and x.rank != a.nInputDim
    return axisOf(x, a.dim + batched)
