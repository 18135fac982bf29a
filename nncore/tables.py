"""What modules that take a table have in common: the check of the input, and one gradient for each entry.

Torch's nn.tables, the connection tables of SpatialConvolutionMap, are found here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import numpy as np

from nncore.connections import full as full
from nncore.connections import oneToOne as oneToOne
from nncore.connections import random as random
from nncore.errors import NNError
from nncore.module import Module
from nncore.shapes import NUMBERS, said, shapeOf


class TableModule(Module):
    """A module whose input is a table of tensors. `gradInput` is a table of the same shape."""

    handsOn: ClassVar[bool] = False
    """Whether it only hands tensors on, so that they may hold indices."""

    @classmethod
    def refuses(cls, kinds: Sequence[str]) -> bool:
        """Whether entries that hold "real" numbers or an "index", each as `kinds` says, do not fit."""
        return not cls.handsOn and "index" in kinds

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self.gradInput: Any = []

    def _check(self, input: Any) -> None:
        key = keyOf(input)
        if key != self._shape or key is None:
            if not isinstance(input, (list, tuple)):
                raise NNError(
                    "the input is not a table",
                    got=said(input),
                    needs="a table (a list of arrays)",
                    module=self,
                )
            self._checkTypes(input)
            self.output = self.allocate(self.promised(input))
            self.gradInput = [self.allocate(shapeOf(entry)) for entry in input]
            self._shape = key

    def _checkTypes(self, input: Any) -> None:
        for entry in input:
            if isinstance(entry, (list, tuple)):
                self._checkTypes(entry)
            elif not isinstance(entry, np.ndarray):
                raise NNError(
                    "an entry is not a tensor", got=said(entry), needs="a table of numpy arrays", module=self
                )
            elif entry.dtype.kind == "f" or not self.handsOn:
                self._checkType(entry)

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        if self._shape is None:
            raise NNError(
                "backward came before forward", needs="forward with the same input first", module=self
            )
        if keyOf(input) != self._shape:
            raise NNError(
                "backward got another input than forward",
                got=said(input),
                needs="the input of the last forward",
                module=self,
            )
        if sizesOf(gradOutput) != sizesOf(self.output):
            raise NNError(
                "gradOutput has another size than the output",
                got=said(gradOutput),
                needs=said(self.output),
                module=self,
            )
        for gradient in leaves(gradOutput):
            if isinstance(gradient, np.ndarray) and gradient.dtype.kind not in NUMBERS:
                raise self._refuseGradient(gradient)


def leaves(value: Any) -> Iterator[Any]:
    """The tensors of a table, to any depth; a tensor itself."""
    if isinstance(value, (list, tuple)):
        for entry in value:
            yield from leaves(entry)
    else:
        yield value


def keyOf(value: Any) -> Any:
    """A tensor's shape and type, or a table's, cheap to make and to compare."""
    if type(value) is np.ndarray:
        return value.shape, value.dtype
    if isinstance(value, (list, tuple)):
        return [keyOf(entry) for entry in value]
    return None


def onlyTensors(value: Any, module: Module) -> None:
    """That a table, to any depth, holds tensors and no plain numbers.

    Raises:
        NNError: when it does not.
    """
    for entry in leaves(value):
        if type(entry) is not np.ndarray:
            raise NNError(
                "an entry is not a tensor", got=said(entry), needs="a table of numpy arrays", module=module
            )


def fill(buffer: Any, value: Any) -> None:
    """Copies a tensor or a table into buffers of its shape; None stands for zeros."""
    if isinstance(buffer, np.ndarray):
        np.copyto(buffer, 0 if value is None else value)
        return
    for i, inner in enumerate(buffer):
        fill(inner, None if value is None else value[i])


def sizesOf(value: Any) -> Any:
    """A tensor's shape, or a table's shapes."""
    if type(value) is np.ndarray:
        return value.shape
    return [sizesOf(entry) for entry in value] if isinstance(value, (list, tuple)) else None
