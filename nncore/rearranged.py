"""What modules that only rearrange numbers have in common: they take indices too, and may give a view."""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.costs import nothing
from nncore.module import Module
from nncore.shapes import Shape, Tensor


class Rearranged(Module):
    """A module whose output holds numbers of its input in other places; indices (whole numbers) stay indices.
    """

    cost = staticmethod(nothing)

    def _checkType(self, input: np.ndarray) -> None:
        if input.dtype.kind not in "iu":
            super()._checkType(input)


class Relaid(Rearranged):
    """A module whose output is its input in another shape: the same memory, where the input lies in one
    piece.
    """

    def allocate(self, shape: Shape) -> Any:
        """Nothing: the output is a view. Its sizes are kept instead."""
        self._sizes = shape.dims if isinstance(shape, Tensor) else ()
        return np.empty(0)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = input.reshape(self._sizes)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = gradOutput.reshape(input.shape)
        return self.gradInput
