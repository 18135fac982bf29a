"""nn.SoftMin: the smaller the score, the larger the probability. After torch/nn's SoftMin.lua."""

from typing import Any

import numpy as np

from nncore.spec import Spec
from nncore.transfer.SoftMax import SoftMax
from nncore.worked import Place, Values, array, index, plain, terms


class SoftMin(SoftMax):
    """yᵢ = e^−xᵢ / Σⱼ e^−xⱼ over the features: the last axis of n or N×n, the planes of an image or a batch
    of them.
    """

    spec = Spec(
        summary="Turns scores into probabilities, the smallest score into the largest.",
        formula=r"y_i = \frac{e^{-x_i}}{\sum_j e^{-x_j}}",
        keywords=("probability", "softmax"),
    )

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x = array(values, "input")
        if name != "output" or x is None or x.ndim > 2:
            return []
        *row, _ = at
        powers = terms(f"e^{{{plain(-value)}}}" for value in x[tuple(row)])
        rule = rf"y{index(*at)} = \frac{{e^{{-x{index(*at)}}}}}{{\sum_j e^{{-x{index(*row, 'j')}}}}}"
        return [rule, rf"= \frac{{e^{{{plain(-x[at])}}}}}{{{powers}}}"]

    def __init__(self) -> None:
        super().__init__()
        self.mininput = np.empty(0)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        if self.mininput.shape != input.shape:
            self.mininput = np.empty(input.shape, self.dtype)
        return super().updateOutput(np.negative(input, out=self.mininput))

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = super().updateGradInput(input, gradOutput)
        return np.negative(gradInput, out=gradInput)
