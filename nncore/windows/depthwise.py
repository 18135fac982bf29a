"""Convolutions in which every input plane has kernels of its own and no output plane mixes two."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from nncore.costs import numbers
from nncore.shapes import Shape
from nncore.windows.columns import Columns
from nncore.windows.convolution import Convolution


class DepthWise(Convolution):
    """Plane c gives the output planes c·m + 1 to c·m + m; a subclass says how its weights lie in memory."""

    @classmethod
    def cost(cls, a: Any, x: Shape, y: Shape) -> int:
        """Each number that comes out is a sum over the kernel in one plane."""
        return numbers(y) * prod(cls.geometry(a).kernel)

    def _prepare(self, shape: tuple[int, ...]) -> Columns:
        return Columns(shape, self.geometry(self.args), self.dtype)

    def _columns(self) -> Columns:
        assert isinstance(self._way, Columns)
        return self._way

    def _perPlane(self, parameter: np.ndarray) -> np.ndarray:
        """Weights or their gradient seen as C × m × taps."""
        raise NotImplementedError

    def _biasPerPlane(self, bias: np.ndarray) -> np.ndarray:
        """The bias or its gradient seen as C × m."""
        raise NotImplementedError

    def _split(self, output: np.ndarray) -> np.ndarray:
        """The output, or a gradient of it, seen as N × C × m × places."""
        batch, planes = self._columns().columns.shape[:2]
        if output.ndim == 3:
            return output[:, :, None]
        return output.reshape(batch, planes, output.shape[1] // planes, -1)

    def _each(self) -> np.ndarray:
        """The columns as N × C × taps × places."""
        way = self._columns()
        return way.matrix.reshape(*way.columns.shape[:2], -1, way.matrix.shape[-1])

    def updateOutput(self, input: np.ndarray) -> np.ndarray:
        self._check(input)
        self._columns().fill(self._batch(input))
        out = self._split(self._batch(self.output))
        np.matmul(self._perPlane(self.weight), self._each(), out=out)
        if self.bias is not None:
            out += self._biasPerPlane(self.bias)[:, :, None]
        output: np.ndarray = self.output
        return output

    def updateGradInput(self, input: np.ndarray, gradOutput: np.ndarray) -> np.ndarray:
        self._checkBack(input, gradOutput)
        way, gradient = self._columns(), self._split(self._batch(gradOutput))
        back = way.back().reshape(self._each().shape)
        np.matmul(self._perPlane(self.weight).swapaxes(1, 2), gradient, out=back)
        way.fold(self._batch(self._gradBuffer(input)))
        gradInput: np.ndarray = self.gradInput
        return gradInput

    def accGradParameters(self, input: np.ndarray, gradOutput: np.ndarray, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        gradient = self._split(self._batch(gradOutput))
        each = np.matmul(gradient, self._each().swapaxes(2, 3))
        ours = self._perPlane(self.gradWeight)
        ours += scale * each.sum(axis=0)
        if self.gradBias is not None:
            total = self._biasPerPlane(self.gradBias)
            total += scale * gradient.sum(axis=(0, 3))

    def backward(self, input: np.ndarray, gradOutput: np.ndarray, scale: float = 1) -> np.ndarray:
        self.updateGradInput(input, gradOutput)
        self.accGradParameters(input, gradOutput, scale)
        gradInput: np.ndarray = self.gradInput
        return gradInput
