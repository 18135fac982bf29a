"""nn.PairwiseDistance: the distance between two tensors. After torch/nn's PairwiseDistance.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.random import generator
from nncore.shapes import Shape
from nncore.spec import Number, Spec
from nncore.table.DotProduct import rowsOf
from nncore.tables import TableModule

NEAR_ZERO = 1e-6
"""Added to a distance before it divides, as in Torch."""


class PairwiseDistance(TableModule):
    """y = ‖x₁ − x₂‖ₚ: two vectors give one number, two batches N×n give N.

    For p = 1 an element that does not differ gets a gradient of ±1 at random, as in Torch. For p between 1
    and 2 the gradient lacks the factor |d|^(p − 2), as in Torch, and is not quite the derivative.
    """

    spec = Spec(
        summary="Measures how far apart two vectors are.",
        formula=r"y = \left( \sum_i |x_{1i} - x_{2i}|^p \right)^{1/p}",
        args=(Number("norm", "the p of the norm", default=2, low=1),),
        takes="table",
        label="{norm}",
        keywords=("distance", "norm", "siamese"),
    )
    example = Example(
        arguments=lambda draw: {"norm": round(float(draw.choice([1, draw.uniform(2, 4)])), 3)},
        input=lambda draw, a: [
            side * draw.uniform(1, 2, shape)
            for shape in [tuple(draw.integers(1, 4, draw.integers(1, 3)))]
            for side in (-1, 1)
        ],
    )

    def __init__(self, norm: float = 2) -> None:
        super().__init__(norm=norm)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return rowsOf(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        p = self.args.norm
        apart = np.abs(input[0] - input[1])
        self.output[...] = np.power(np.power(apart, p).sum(axis=-1), 1 / p)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        first, second = self.gradInput
        np.subtract(input[0], input[1], out=first)
        if self.args.norm == 1:
            self._signs(first)
        else:
            self._slopes(first)
        first *= gradOutput[..., None] if first.ndim == 2 else gradOutput
        np.negative(first, out=second)
        return self.gradInput

    def _signs(self, apart: np.ndarray) -> None:
        """Replaces the differences by their signs, those of 0 by random ones."""
        zeros = apart == 0
        np.sign(apart, out=apart)
        apart[zeros] = [2 * generator().random(2) - 3 for _ in range(np.count_nonzero(zeros))]

    def _slopes(self, apart: np.ndarray) -> None:
        """Replaces the differences by the gradient of their norm: d |d|^(p−2) / ‖d‖^(p−1)."""
        p = self.args.norm
        if p > 2:
            apart *= np.power(np.abs(apart), p - 2)
        length = np.power(self.output + NEAR_ZERO, 1 - p)
        apart *= length[..., None] if apart.ndim == 2 else length
