"""nn.CrossEntropyCriterion: LogSoftMax and ClassNLLCriterion. After its namesake in torch/nn."""

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.criterions.ClassNLLCriterion import ClassNLLCriterion
from nncore.shapes import Shape
from nncore.spec import Flag, Spec, Values
from nncore.transfer.LogSoftMax import LogSoftMax


class CrossEntropyCriterion(Criterion):
    """The negative log likelihood of the true class (from 1) under the softmax of the scores, n or N×n."""

    spec = Spec(
        summary="How unlikely the true classes are, given plain scores; for classification.",
        formula=r"L = -\frac{1}{N} \sum_i \log \frac{e^{x_{i, t_i}}}{\sum_j e^{x_{i,j}}}",
        args=(
            Values("weights", "one factor for each class; nothing for all 1", default=None),
            Flag("sizeAverage", "whether the sum is divided by the weights of the examples", default=True),
        ),
        keywords=("classification", "softmax", "logits"),
    )

    def __init__(self, weights: Any = None, sizeAverage: bool = True) -> None:
        super().__init__(weights=weights, sizeAverage=sizeAverage)
        self.lsm = LogSoftMax()
        self.nll = ClassNLLCriterion(weights, sizeAverage)

    @staticmethod
    def shape(a: Any, x: Shape, target: Shape) -> None:
        ClassNLLCriterion.shape(a, x, target)

    def updateOutput(self, input: Any, target: Any) -> float:
        self._check(input, target)
        self.output = self.nll.updateOutput(self.lsm.updateOutput(_rows(input)), target)
        return self.output

    def updateGradInput(self, input: Any, target: Any) -> Any:
        scores = _rows(input)
        self.gradInput = self.lsm.updateGradInput(scores, self.nll.updateGradInput(self.lsm.output, target))
        self.gradInput = self.gradInput.reshape(input.shape)
        return self.gradInput


def _rows(input: np.ndarray) -> np.ndarray:
    """Torch squeezes the scores first, so that 1×n is one example."""
    return input[0] if input.ndim == 2 and input.shape[0] == 1 else input
