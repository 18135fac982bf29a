"""nn.WeightNorm: a module whose weight is a length times a direction. After torch/nn's WeightNorm.lua."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np

from nncore.decorator import OneModule
from nncore.errors import NNError
from nncore.module import Module
from nncore.random import generator
from nncore.spec import Children, Int, Spec

EPS = 1e-4
"""Added to the square of a length, as in Torch."""


class WeightNorm(OneModule):
    """Computes the inner module's `weight`, one row v of `v` for each output: w = g·v / √(|v|² + 1e-4).

    The parameters are `v` (outputs × the rest), `g` (outputs × 1) and the inner bias; `gradV` has the
    weight's own shape, as in Torch. What Torch accumulates is kept too: `gradG` is that of the last
    `accGradParameters` alone.
    """

    spec = Spec(
        summary="Learns the length and the direction of a module's weights apart.",
        formula=r"w = g \frac{v}{\lVert v \rVert}",
        args=(
            Int("outputDim", "which dimension of the weight counts the outputs (from 1)", default=1, low=1),
        ),
        takes="any",
        children=Children("chain", "last", "one module, its weight normalised", wraps=True, least=1, most=1),
        keywords=("normalise", "reparameterise"),
    )
    parameterNames = ("v", "g")

    def __init__(self, module: Module, outputDim: int = 1) -> None:
        super().__init__(module, outputDim=outputDim)
        weight = getattr(module, "weight", None)
        if not isinstance(weight, np.ndarray) or weight.ndim < max(2, self.args.outputDim):
            raise NNError(
                "the module has no weight to normalise",
                got=str(module),
                needs=f"a weight of {max(2, self.args.outputDim)} or more dimensions, such as Linear's",
                module="WeightNorm",
            )
        outputs = weight.shape[self.args.outputDim - 1]
        self.gradV = np.zeros(self._turned(weight).shape)
        self.v = generator().normal(0, sqrt(2 * outputs / weight.size), (outputs, weight.size // outputs))
        self.g = np.sqrt(np.square(self.v).sum(axis=1, keepdims=True))
        self.gradG = np.zeros_like(self.g)
        if self.bias is not None:
            self.bias.fill(0)

    @property
    def weight(self) -> np.ndarray:
        """The inner module's weight, as it was computed last."""
        weight: np.ndarray = self.modules[0].weight  # type: ignore[attr-defined]
        return weight

    @property
    def bias(self) -> np.ndarray | None:
        """The inner module's bias, if it has one."""
        return getattr(self.modules[0], "bias", None)

    @property
    def gradBias(self) -> np.ndarray | None:
        return getattr(self.modules[0], "gradBias", None)

    def holders(self) -> list[tuple[Module, str, str]]:
        inner = [holder for holder in self.modules[0].holders() if holder[1] == "bias"]
        return [(self, "v", "gradV"), (self, "g", "gradG"), *inner]

    def _turned(self, weight: np.ndarray) -> np.ndarray:
        """`weight` with the outputs in front."""
        return np.moveaxis(weight, self.args.outputDim - 1, 0)

    def _norm(self) -> np.ndarray:
        norm: np.ndarray = np.sqrt(np.square(self.v).sum(axis=1, keepdims=True) + EPS)
        return norm

    def updateOutput(self, input: Any) -> Any:
        rows = self.v * (self.g / self._norm())
        self._turned(self.weight)[...] = rows.reshape(self.gradV.shape)
        return super().updateOutput(input)

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        gradWeight = self._turned(self.modules[0].gradWeight)  # type: ignore[attr-defined]
        gradWeight[...] = self.gradV
        super().accGradParameters(input, gradOutput, scale)
        rows, norm = gradWeight.reshape(self.v.shape), self._norm()
        self.gradG[...] = (rows * self.v).sum(axis=1, keepdims=True) / norm
        self.gradV[...] = (self.g / norm * (rows - self.v * (self.gradG / norm))).reshape(self.gradV.shape)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self.updateGradInput(input, gradOutput)
        self.accGradParameters(input, gradOutput, scale)
        return self.gradInput

    def zeroGradParameters(self) -> None:
        for module, _, gradient in self.holders():
            getattr(module, gradient).fill(0)

    def updateParameters(self, learningRate: float) -> None:
        for module, name, gradient in self.holders():
            parameter = getattr(module, name)
            parameter -= learningRate * getattr(module, gradient).reshape(parameter.shape)

    def __str__(self) -> str:
        return f"nn.WeightNorm @ {self.modules[0]}"
