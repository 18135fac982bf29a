"""nn.MSECriterion: the mean squared error. After torch/nn's MSECriterion.lua."""

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.errors import NNError
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Flag, Spec


class MSECriterion(Criterion):
    """Σ (x − t)², divided by the number of elements when `sizeAverage`. Input and target need as many."""

    spec = Spec(
        summary="The mean of the squared differences; for regression.",
        formula=r"L = \frac{1}{n} \sum_i (x_i - t_i)^2",
        args=(Flag("sizeAverage", "whether the sum is divided by the number of elements", default=True),),
        keywords=("regression", "squared error", "L2"),
    )

    def __init__(self, sizeAverage: bool = True) -> None:
        super().__init__(sizeAverage=sizeAverage)

    @staticmethod
    def shape(a: Any, x: Shape, target: Shape) -> None:
        x, target = oneTensor(x), oneTensor(target)
        if x.elements != target.elements:
            raise NNError(
                "predictions and targets differ in number",
                got=f"{x} predictions for {target} targets",
                needs="as many of one as of the other",
            )

    def updateOutput(self, input: Any, target: Any) -> float:
        self._check(input, target)
        if self.gradInput.shape != input.shape:
            self.gradInput = np.empty_like(input)
        difference = np.subtract(input, target.reshape(input.shape), out=self.gradInput).ravel()
        total = float(np.dot(difference, difference))
        self.output = total / input.size if self.args.sizeAverage else total
        return self.output

    def updateGradInput(self, input: Any, target: Any) -> Any:
        self._check(input, target)
        if self.gradInput.shape != input.shape:
            self.gradInput = np.empty_like(input)
        np.subtract(input, target.reshape(input.shape), out=self.gradInput)
        self.gradInput *= 2 / input.size if self.args.sizeAverage else 2
        return self.gradInput
