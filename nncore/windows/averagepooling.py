"""What average poolings have in common. After torch/nn's SpatialAveragePooling.lua."""

from __future__ import annotations

from math import prod
from typing import Any, ClassVar

import numpy as np

from nncore.costs import numbers
from nncore.module import Module
from nncore.shapes import Shape
from nncore.windows import worked
from nncore.windows.averaging import Sums, windowSizes
from nncore.windows.geometry import Geometry
from nncore.worked import Place, Values


class AveragePooling(Module):
    """The mean of each window over the dimensions `letters`; planes stay apart."""

    letters: ClassVar[str]

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self._sums: Sums | None = None
        self._sizes: np.ndarray = np.empty(0)
        self._shares: np.ndarray = np.empty(0)

    @classmethod
    def geometry(cls, a: Any) -> Geometry:
        raise NotImplementedError

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return worked.average(cls.geometry(a), values, name, at)

    def _batch(self, array: np.ndarray) -> np.ndarray:
        """A single example as a batch of one."""
        return array if array.ndim == len(self.letters) + 2 else array[None]

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            a, shape = self.args, self._batch(input).shape
            ceil, countMargin = getattr(a, "ceil_mode", False), getattr(a, "count_include_pad", True)
            self._sums = Sums(shape, self.geometry(a), ceil, self.dtype)
            sizes = windowSizes(shape[2:], self.geometry(a), ceil, countMargin)
            self._sizes = sizes.astype(self.dtype) if getattr(a, "divide", True) else np.ones(1, self.dtype)
            self._shares = np.empty(self._batch(self.output).shape, self.dtype)

    def _letGo(self) -> None:
        self._sums, self._shares = None, np.empty(0)

    def _summed(self) -> Sums:
        assert self._sums is not None  # _check and _checkBack come first
        return self._sums

    @classmethod
    def cost(cls, a: Any, x: Shape, y: Shape) -> int:
        """Each number that comes out looks at a whole window."""
        return numbers(y) * prod(cls.geometry(a).kernel)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self._summed().forward(self._batch(input), self._batch(self.output))
        self.output /= self._sizes
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        np.divide(self._batch(gradOutput), self._sizes, out=self._shares)
        self._summed().backward(self._shares, self._batch(self._gradBuffer(input)))
        return self.gradInput
