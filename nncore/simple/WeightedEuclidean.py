"""nn.WeightedEuclidean: distances to learned points, with scales. After torch/nn's WeightedEuclidean.lua."""

from typing import Any

import numpy as np

from nncore.simple.Euclidean import NEAR_ZERO, SIZES, Euclidean
from nncore.spec import Spec
from nncore.torchform import Extent, TorchForm


class WeightedEuclidean(Euclidean):
    """yⱼ = ‖cⱼ ⊙ (wⱼ − x)‖ for a vector (inputSize) or a batch; columns of `weight` are wⱼ, of `diagCov` cⱼ,
    at first 1.
    """

    spec = Spec(
        summary="Measures how far its input is from some learned points, with learned scales.",
        formula=r"y_j = \| c_j \odot (w_j - x) \|",
        args=SIZES,
        label="{inputSize} → {outputSize}",
        keywords=("distance", "centre", "mahalanobis", "radial"),
    )
    torch = TorchForm({"inputSize": Extent("weight", 1), "outputSize": Extent("weight", 2)})
    parameterNames = ("weight", "diagCov")

    def __init__(self, inputSize: int, outputSize: int) -> None:
        self._slopes: Any = None
        super().__init__(inputSize, outputSize)
        self.diagCov = np.ones_like(self.weight)
        self.gradDiagCov = np.zeros_like(self.weight)

    def reset(self, stdv: float | None = None) -> None:
        """Draws new points, uniform in ±1/√inputSize, or in ±√3·stdv; all scales become 1."""
        super().reset(stdv)
        if hasattr(self, "diagCov"):  # not yet in the constructor
            self.diagCov.fill(1)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self._slopes = None  # updateGradInput makes them
        away = (input[..., None] - self.weight) * self.diagCov
        return np.sqrt(np.square(away).sum(axis=-2), out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self._away = (input[..., None] - self.weight) * self.diagCov
        self._shares = (gradOutput / (self.output + NEAR_ZERO))[..., None, :]
        self._slopes = self._away * self._shares * self.diagCov
        return np.sum(self._slopes, axis=-1, out=self._gradBuffer(input))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        """Only right once after each `updateGradInput`: as in Torch, it works on the arrays that this left
        behind.

        So a second call in a row adds something else, to the digit what Torch adds. For a single vector
        `scale` does not count for `diagCov`.
        """
        self._checkBack(input, gradOutput)
        if self._slopes is None:
            self.updateGradInput(input, gradOutput)
        self.gradWeight -= scale * self._slopes.reshape(-1, *self.weight.shape).sum(axis=0)
        self._away = np.square(self._away / self.diagCov) * self.diagCov
        if input.ndim == 1:
            self._slopes = self._away * self._shares
            self.gradDiagCov += self._slopes
        else:
            self._away *= self._shares
            self.gradDiagCov += scale * self._away.sum(axis=0)
