"""What subsampling layers have in common: for each plane the sum of each window, weighted, plus a bias.

After THNN's SpatialSubSampling.c.
"""

from __future__ import annotations

from math import prod, sqrt
from typing import Any

import numpy as np

from nncore.costs import numbers
from nncore.module import Module
from nncore.random import generator
from nncore.shapes import Shape
from nncore.windows.averaging import Sums
from nncore.windows.geometry import Geometry


class SubSampling(Module):
    """`weight` and `bias` have one number for each plane; the argument `counted` says how many there are."""

    parameterNames = ("weight", "bias")

    def __init__(self, counted: str, **args: Any) -> None:
        super().__init__(**args)
        planes = getattr(self.args, counted)
        self.weight, self.gradWeight = np.empty(planes), np.zeros(planes)
        self.bias, self.gradBias = np.empty(planes), np.zeros(planes)
        self._sums: Sums | None = None
        self._total: np.ndarray = np.empty(0)
        self._scaled: np.ndarray = np.empty(0)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters, uniform in ±1/√(kernel size), or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(prod(self.geometry(self.args).kernel))
        for values in (self.weight, self.bias):
            values[:] = generator().uniform(-bound, bound, values.shape)

    @staticmethod
    def geometry(a: Any) -> Geometry:
        raise NotImplementedError

    @classmethod
    def cost(cls, a: Any, x: Shape, y: Shape) -> int:
        """Each number that comes out looks at a whole window."""
        return numbers(y) * prod(cls.geometry(a).kernel)

    def _batch(self, array: np.ndarray) -> np.ndarray:
        """The array as N × planes × sizes."""
        raise NotImplementedError

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            self._sums = Sums(self._batch(input).shape, self.geometry(self.args), False, self.dtype)
            self._total = np.empty(self._batch(self.output).shape, self.dtype)
            self._scaled = np.empty_like(self._total)

    def _letGo(self) -> None:
        self._sums, self._total, self._scaled = None, np.empty(0), np.empty(0)

    def _summed(self) -> Sums:
        assert self._sums is not None  # _check and _checkBack come first
        return self._sums

    def _along(self, parameter: np.ndarray) -> np.ndarray:
        """A number for each plane, laid along the planes of a batch."""
        return parameter.reshape(-1, *[1] * (self._total.ndim - 2))

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self._summed().forward(self._batch(input), self._total)
        output = self._batch(self.output)
        np.multiply(self._total, self._along(self.weight), out=output)
        output += self._along(self.bias)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        np.multiply(self._batch(gradOutput), self._along(self.weight), out=self._scaled)
        self._summed().backward(self._scaled, self._batch(self._gradBuffer(input)))
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        gradient = self._batch(gradOutput)
        axes = (0, *range(2, gradient.ndim))
        self.gradWeight += scale * (gradient * self._total).sum(axis=axes)
        self.gradBias += scale * gradient.sum(axis=axes)
