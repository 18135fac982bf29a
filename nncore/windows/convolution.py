"""What all convolutions have in common: weights, a bias, three products.

After torch/nn's SpatialConvolution.
"""

from __future__ import annotations

from math import prod, sqrt
from types import SimpleNamespace
from typing import Any, ClassVar, Self

import numpy as np

from nncore.costs import numbers as numbersOf
from nncore.module import Module
from nncore.random import generator
from nncore.shapes import Shape
from nncore.spec import Flag
from nncore.torchform import EMPTY, Present, TorchForm
from nncore.windows.convolver import Convolver, convolver
from nncore.windows.geometry import Geometry, geometryOf
from nncore.windows.rules import planes, resized, slid

BIAS = Flag("bias", "whether a bias is added (noBias() in Torch)", default=True)


def numbers(a: SimpleNamespace) -> int:
    """How many numbers the weight has, planes and kernel taken together."""
    names = ("nInputPlane", "nOutputPlane", "inputFrameSize", "outputFrameSize", "kT", "kW", "kH")
    return prod(getattr(a, name, 1) for name in names)


class Convolution(Module):
    """A convolution over the dimensions `letters`; `weight` is nOutputPlane × nInputPlane × kernel."""

    letters: ClassVar[str]
    parameterNames = ("weight", "bias")
    torch = TorchForm({"bias": Present("bias")}, extra={"finput": EMPTY, "fgradInput": EMPTY}, size=numbers)
    weight: np.ndarray
    gradWeight: np.ndarray
    bias: np.ndarray | None
    gradBias: np.ndarray | None

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self._way: Convolver | None = None

    def _setParameters(self, weight: tuple[int, ...], bias: tuple[int, ...]) -> None:
        """Makes the parameters, of these shapes, and draws them."""
        self.weight, self.gradWeight = np.empty(weight), np.zeros(weight)
        self.bias, self.gradBias = np.empty(bias), np.zeros(bias)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters, uniform in ±1/√(kernel size · nInputPlane), or in ±√3·stdv."""
        taps = prod(self.geometry(self.args).kernel)
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(taps * self.args.nInputPlane)
        self._draw(bound)

    def _draw(self, bound: float) -> None:
        self.weight[:] = generator().uniform(-bound, bound, self.weight.shape)
        if self.bias is not None:
            self.bias[:] = generator().uniform(-bound, bound, self.bias.shape)

    def noBias(self) -> Self:
        """Leaves the bias out from now on; returns the module."""
        self.bias = self.gradBias = None
        self.args.bias = False
        return self

    def assign(self, name: str, value: Any) -> None:
        super().assign(name, value)
        if name == "bias" and not value:
            self.noBias()

    @classmethod
    def geometry(cls, a: Any) -> Geometry:
        return geometryOf(a, cls.letters)

    @classmethod
    def convolved(cls, a: Any, x: Shape) -> Shape:
        """The shape rule: nOutputPlane planes, of as many places as the kernel comes to."""
        x = planes(x, cls.letters, a.nInputPlane, "nInputPlane")
        sizes = slid(x, cls.geometry(a), cls.letters)
        return resized(x, sizes, a.nOutputPlane)

    @classmethod
    def cost(cls, a: Any, x: Shape, y: Shape) -> int:
        """Each number that comes out is a sum over the kernel in every plane that goes in."""
        planes = getattr(a, "nInputPlane", None) or a.inputFrameSize
        return numbersOf(y) * prod(cls.geometry(a).kernel) * int(planes)

    def _batch(self, array: np.ndarray) -> np.ndarray:
        """A single example as a batch of one."""
        return array if array.ndim == len(self.letters) + 2 else array[None]

    def _kernel(self) -> np.ndarray:
        """The weights as O × C × kernel."""
        return self.weight

    def _addGradWeight(self, gradient: np.ndarray) -> None:
        self.gradWeight += gradient.reshape(self.gradWeight.shape)

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            self._way = self._prepare(self._batch(input).shape)

    def _prepare(self, shape: tuple[int, ...]) -> Convolver:
        """The buffers for a new input shape, as a batch of planes."""
        return convolver(shape, self.geometry(self.args), self.dtype)

    def _letGo(self) -> None:
        self._way = None

    def _products(self) -> Convolver:
        assert self._way is not None  # _check and _checkBack come first
        return self._way

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        way = self._products()
        way.fill(self._batch(input))
        way.output(self._kernel(), self.bias, self._batch(self.output))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        laid = self._products().lay(self._batch(gradOutput))
        return self._back(input, laid)

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        self._accumulate(self._products().lay(self._batch(gradOutput)), scale)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self._checkBack(input, gradOutput)
        laid = self._products().lay(self._batch(gradOutput))  # once for both
        self._back(input, laid)
        self._accumulate(laid, scale)
        return self.gradInput

    def _back(self, input: np.ndarray, laid: np.ndarray) -> Any:
        if self.gradInput is not None:
            self._products().gradInput(laid, self._kernel(), self._batch(self._gradBuffer(input)))
        return self.gradInput

    def _accumulate(self, laid: np.ndarray, scale: float) -> None:
        way = self._products()
        gradient = way.gradWeight(laid)
        self._addGradWeight(gradient if scale == 1 else scale * gradient)
        if self.gradBias is not None:
            total = way.gradBias(laid).reshape(self.gradBias.shape)
            self.gradBias += total if scale == 1 else scale * total
