"""nn.Cosine: the cosine of the angle to each of some learned vectors. After torch/nn's Cosine.lua."""

from math import sqrt
from typing import Any

import numpy as np

from nncore.costs import numbers
from nncore.follows import last
from nncore.module import Module
from nncore.random import generator
from nncore.rules import vectors
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.torchform import Extent, TorchForm

NEAR_ZERO = 1e-12
"""Added to a length before it divides, as in Torch."""


class Cosine(Module):
    """yⱼ = wⱼ·x / (‖wⱼ‖ ‖x‖) for a vector (inputSize) or a batch (N×inputSize); row j of `weight` is wⱼ."""

    spec = Spec(
        summary="Measures the cosine of the angle between its input and each of some learned vectors.",
        formula=r"y_j = \frac{w_j \cdot x}{\| w_j \| \, \| x \|}",
        args=(
            Int("inputSize", "how many numbers go in", low=1, follows=last),
            Int("outputSize", "how many vectors there are", low=1),
        ),
        label="{inputSize} → {outputSize}",
        keywords=("similarity", "angle"),
    )
    torch = TorchForm({"inputSize": Extent("weight", 2), "outputSize": Extent("weight", 1)})
    parameterNames = ("weight",)

    def __init__(self, inputSize: int, outputSize: int) -> None:
        super().__init__(inputSize=inputSize, outputSize=outputSize)
        self.weight = np.empty((self.args.outputSize, self.args.inputSize))
        self.gradWeight = np.zeros_like(self.weight)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new vectors, uniform in ±1/√outputSize, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.weight.shape[0])
        self.weight[:] = generator().uniform(-bound, bound, self.weight.shape)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return vectors(x, a.inputSize, "inputSize").but(-1, a.outputSize)

    @staticmethod
    def cost(a: Any, x: Shape, y: Shape) -> int:
        return numbers(y) * int(a.inputSize)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self._inputNorm = np.sqrt(np.square(input).sum(axis=-1, keepdims=True)) + NEAR_ZERO
        self._weightNorm = np.sqrt(np.square(self.weight).sum(axis=1)) + NEAR_ZERO
        np.dot(input, self.weight.T, out=self.output)
        self.output /= self._weightNorm
        self.output /= self._inputNorm
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = np.dot(gradOutput / self._weightNorm, self.weight, out=self._gradBuffer(input))
        gradInput /= self._inputNorm
        along = np.sum(gradOutput * self.output, axis=-1, keepdims=True)
        gradInput -= input * (along / np.square(self._inputNorm))
        return gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        """As in Torch, `scale` counts only for a vector, and there only for the part along the input."""
        self._checkBack(input, gradOutput)
        along = np.atleast_2d(gradOutput * self.output).sum(axis=0) / np.square(self._weightNorm)
        change = np.dot(
            np.atleast_2d(gradOutput / self._weightNorm).T, np.atleast_2d(input / self._inputNorm)
        )
        if input.ndim == 1 and scale != 1:
            change *= scale
        change -= along[:, None] * self.weight
        self.gradWeight += change
