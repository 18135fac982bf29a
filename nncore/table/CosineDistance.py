"""nn.CosineDistance: the cosine of the angle between two tensors. After torch/nn's CosineDistance.lua."""

from typing import Any

import numpy as np

from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.table.DotProduct import rowsOf
from nncore.tables import TableModule

NEAR_ZERO = 1e-12
"""Added to the square of a length, as in Torch."""


class CosineDistance(TableModule):
    """y = x₁·x₂ / (‖x₁‖ ‖x₂‖): two vectors give one number, two batches N×n give N."""

    spec = Spec(
        summary="Measures the cosine of the angle between two vectors.",
        formula=r"y = \frac{x_1 \cdot x_2}{\| x_1 \| \, \| x_2 \|}",
        takes="table",
        keywords=("similarity", "angle"),
    )

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return rowsOf(x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        first, second = (np.atleast_2d(entry) for entry in input)
        self._dot = (first * second).sum(axis=1)
        self._inverses = [1 / (np.square(rows).sum(axis=1) + NEAR_ZERO) for rows in (first, second)]
        self._lengths = np.sqrt(self._inverses[0] * self._inverses[1])  # 1 / (‖x₁‖ ‖x₂‖)
        return np.multiply(self._dot, self._lengths, out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        first, second = (np.atleast_2d(entry) for entry in input)
        share = (self._lengths * gradOutput)[:, None]
        for own, other, inverse, gradient in zip(
            (first, second), (second, first), self._inverses, self.gradInput, strict=True
        ):
            slope = other - (self._dot * inverse)[:, None] * own
            np.multiply(share, slope, out=np.atleast_2d(gradient))
        return self.gradInput
