"""nn.Euclidean: the distance to each of some learned points. After torch/nn's Euclidean.lua."""

from math import sqrt
from typing import Any, ClassVar

import numpy as np

from nncore.costs import numbers
from nncore.follows import last
from nncore.module import Module
from nncore.random import generator
from nncore.rules import vectors
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.torchform import Extent, TorchForm

SIZES = (
    Int("inputSize", "how many numbers go in", low=1, follows=last),
    Int("outputSize", "how many points there are", low=1),
)
NEAR_ZERO = 1e-7
"""Added to a distance before it divides, as in Torch."""


class Euclidean(Module):
    """yⱼ = ‖wⱼ − x‖ for a vector (inputSize) or a batch; column j of `weight` is the point wⱼ."""

    spec = Spec(
        summary="Measures how far its input is from each of some learned points.",
        formula=r"y_j = \| w_j - x \|",
        args=SIZES,
        label="{inputSize} → {outputSize}",
        keywords=("distance", "centre", "radial"),
    )
    torch = TorchForm({"inputSize": Extent("weight", 1), "outputSize": Extent("weight", 2)})
    parameterNames: ClassVar[tuple[str, ...]] = ("weight",)

    def __init__(self, inputSize: int, outputSize: int) -> None:
        super().__init__(inputSize=inputSize, outputSize=outputSize)
        self.weight = np.empty((self.args.inputSize, self.args.outputSize))
        self.gradWeight = np.zeros_like(self.weight)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new points, uniform in ±1/√inputSize, or in ±√3·stdv."""
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
        self._away = input[..., None] - self.weight  # N×inputSize×outputSize: from each point to the input
        return np.sqrt(np.square(self._away).sum(axis=-2), out=self.output)

    def _slopesOf(self, gradOutput: np.ndarray) -> np.ndarray:
        """The gradient of each distance by its input, for each point: N×inputSize×outputSize."""
        slopes: np.ndarray = (gradOutput / (self.output + NEAR_ZERO))[..., None, :] * self._away
        return slopes

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        return np.sum(self._slopesOf(gradOutput), axis=-1, out=self._gradBuffer(input))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        slopes = self._slopesOf(gradOutput).reshape(-1, *self.weight.shape)
        self.gradWeight -= scale * slopes.sum(axis=0)
