"""nn.JoinTable: the tensors of a table, one behind another. After torch/nn's JoinTable.lua."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nncore.rules import axisOf, joined, oneTensor, table
from nncore.shapes import Shape, Tensor
from nncore.simple.Sum import N_INPUT_DIMS
from nncore.spec import Int, Spec
from nncore.tables import TableModule
from nncore.torchform import TorchForm


class JoinTable(TableModule):
    """Concatenates along `dimension` (from 1); other sizes agree. With `nInputDims` batches do not count."""

    spec = Spec(
        summary="Joins the tensors of a table into one, along a dimension.",
        formula=r"y = [x_1 \; x_2 \; \ldots]",
        args=(
            Int("dimension", "along which dimension (from 1; negative counts from the end)"),
            N_INPUT_DIMS,
        ),
        takes="table",
        label="{dimension}",
        keywords=("concatenate", "stack"),
    )
    torch = TorchForm(extra={"size": ()})

    def __init__(self, dimension: int, nInputDims: int | None = None) -> None:
        super().__init__(dimension=dimension, nInputDims=nInputDims)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        tensors = [oneTensor(entry) for entry in table(x)]
        return joined(tensors, axisOf(tensors[0], a.dimension, a.nInputDims))

    @classmethod
    def refuses(cls, kinds: Sequence[str]) -> bool:
        return len(set(kinds)) > 1

    def _checkTypes(self, input: Any) -> None:
        """All entries hold real numbers, or all hold indices."""
        if any(not isinstance(entry, np.ndarray) or entry.dtype.kind not in "iu" for entry in input):
            super()._checkTypes(input)

    def _axis(self, input: Any) -> int:
        return axisOf(Tensor(input[0].shape), self.args.dimension, self.args.nInputDims)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.concatenate(input, axis=self._axis(input), out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        axis, start = self._axis(input), 0
        for gradient in self.gradInput:
            stop = start + gradient.shape[axis]
            np.copyto(gradient, gradOutput[(slice(None),) * axis + (slice(start, stop),)])
            start = stop
        return self.gradInput
