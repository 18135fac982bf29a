"""nn.DistanceRatioCriterion: a distance that shall be the smaller of two. After its namesake in torch/nn."""

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.example import Example
from nncore.pairs import pairOf
from nncore.shapes import Shape
from nncore.spec import Flag, Spec


class DistanceRatioCriterion(Criterion):
    """Σ −log(e^−X / (e^−X + e^−Y)) of a table of distances X, Y of one shape; averaged when `sizeAverage`.

    There is no target: X is between samples that are alike, Y between others. (Hoffer and Ailon, 2014.)
    """

    spec = Spec(
        summary="The first of two distances shall be the smaller. Needs no target.",
        formula=r"L = -\frac{1}{N} \sum_i \log \frac{e^{-X_i}}{e^{-X_i} + e^{-Y_i}}",
        args=(Flag("sizeAverage", "whether the sum is divided by the number of pairs", default=True),),
        takes="table",
        keywords=("triplet", "embedding", "siamese", "distance"),
    )
    targets = "nothing"
    example = Example(input=lambda draw, a: [draw.uniform(0, 2, 4) for _ in range(2)])

    def __init__(self, sizeAverage: bool = True) -> None:
        super().__init__(sizeAverage=sizeAverage)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        pairOf(x)

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input)
        total = float(np.logaddexp(0, input[0] - input[1]).sum())
        self.output = total / len(input[0]) if self.args.sizeAverage else total
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input)
        with np.errstate(over="ignore"):  # e^large is inf, and the slope 0
            slope = 1 / (1 + np.exp(input[1] - input[0]))
        if self.args.sizeAverage:
            slope /= len(slope)
        self.gradInput = [slope, -slope]
        return self.gradInput
