"""What max poolings have in common. After torch/nn's SpatialMaxPooling.lua."""

from __future__ import annotations

from math import prod
from typing import Any, ClassVar, Self

import numpy as np

from nncore.costs import numbers
from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Flag
from nncore.windows import worked
from nncore.windows.geometry import Geometry, geometryOf
from nncore.windows.maxima import Maxima
from nncore.windows.rules import covered, planes, resized
from nncore.worked import Place, Values

CEIL = Flag(
    "ceil_mode", "whether a last window may hang over the edge (ceil() and floor() in Torch)", default=False
)


class MaxPooling(Module):
    """The largest value in each window over the dimensions `letters`; planes stay apart."""

    letters: ClassVar[str]

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self._maxima: Maxima | None = None

    def ceil(self) -> Self:
        """Lets a last window hang over the edge; returns the module."""
        self.assign("ceil_mode", True)
        return self

    def floor(self) -> Self:
        """Takes only windows that lie inside; returns the module."""
        self.assign("ceil_mode", False)
        return self

    @classmethod
    def geometry(cls, a: Any) -> Geometry:
        """The kernel's geometry; steps that are left out are as large as the kernel."""
        plain = geometryOf(a, cls.letters)
        steps = (getattr(a, f"d{letter}") for letter in cls.letters)
        filled = tuple(k if d is None else d for k, d in zip(plain.kernel, steps, strict=True))
        return Geometry(plain.kernel, filled, plain.pad, plain.dilation)

    @classmethod
    def pooled(cls, a: Any, x: Shape) -> Shape:
        """The shape rule: as many windows as fit; one more where ceil_mode lets it hang over."""
        x = planes(x, cls.letters)
        return resized(x, covered(x, cls.geometry(a), cls.letters, a.ceil_mode))

    @property
    def indices(self) -> np.ndarray:
        """For each output, the place in its plane that it came from, counted from 1 in row-major order."""
        if self._shape is None:
            return np.empty(0, np.int64)
        return self._found().indices().reshape(self.output.shape)

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return worked.maximum(cls.geometry(a), values, name, at)

    def _batch(self, array: np.ndarray) -> np.ndarray:
        """A single example as a batch of one."""
        return array if array.ndim == len(self.letters) + 2 else array[None]

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            shape, geometry = self._batch(input).shape, self.geometry(self.args)
            self._maxima = Maxima(shape, geometry, self.args.ceil_mode, self.dtype)

    def _letGo(self) -> None:
        self._maxima = None

    def _found(self) -> Maxima:
        assert self._maxima is not None  # _check and _checkBack come first
        return self._maxima

    @classmethod
    def cost(cls, a: Any, x: Shape, y: Shape) -> int:
        """Each number that comes out looks at a whole window."""
        return numbers(y) * prod(cls.geometry(a).kernel)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self._found().forward(self._batch(input), self._batch(self.output))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self._found().backward(self._batch(gradOutput), self._batch(self._gradBuffer(input)))
        return self.gradInput
