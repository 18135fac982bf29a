"""What modules that take a table have in common: the check of the input, and one gradient for each entry."""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.module import Module
from nncore.shapes import shapeOf, words


class TableModule(Module):
    """A module whose input is a table of tensors. `gradInput` is a table of the same shape."""

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self.gradInput: Any = []

    def _check(self, input: Any) -> None:
        key = keyOf(input)
        if key != self._shape:
            if not isinstance(input, (list, tuple)):
                raise self._refuseTensor(input)
            self._checkTypes(input)
            self.output = self.allocate(self.outputShape(shapeOf(input)))
            self.gradInput = [self.allocate(shapeOf(entry)) for entry in input]
            self._shape = key

    def _checkTypes(self, input: Any) -> None:
        for entry in input:
            if isinstance(entry, np.ndarray) and entry.dtype.kind == "f":
                self._checkType(entry)

    def _refuseTensor(self, input: Any) -> NNError:
        came = f"a tensor {words(shapeOf(input))}" if isinstance(input, np.ndarray) else type(input).__name__
        return NNError("the input is not a table", got=came, needs="a table (a list of arrays)", module=self)

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        if self._shape is None:
            raise NNError(
                "backward came before forward", needs="forward with the same input first", module=self
            )
        if keyOf(input) != self._shape:
            raise NNError("backward got another input than forward", got=words(shapeOf(input)), module=self)
        if keyOf(gradOutput) != keyOf(self.output):
            raise NNError(
                "gradOutput has another size than the output",
                got=_inWords(gradOutput),
                needs=words(shapeOf(self.output)),
                module=self,
            )


def keyOf(value: Any) -> Any:
    """A tensor's shape or a table's shapes, cheap to make and to compare."""
    if type(value) is np.ndarray:
        return value.shape
    if isinstance(value, (list, tuple)):
        return [keyOf(entry) for entry in value]
    return None


def _inWords(value: Any) -> str:
    try:
        return words(shapeOf(value))
    except NNError:
        return type(value).__name__
