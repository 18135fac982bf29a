"""nn.L1Penalty: a price on large numbers, paid in the gradient. After torch/nn's L1Penalty.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.pointwise import Pointwise
from nncore.spec import Flag, Number, Spec


class L1Penalty(Pointwise):
    """y = x. `loss` holds l1weight·Σ|xᵢ| of the last forward, and the gradient of this is added to the one
    that comes back.

    With `sizeAverage` the weight is divided by the number of elements. Without `provideOutput` the gradient
    that comes back is left out, and only the penalty's goes on.
    """

    spec = Spec(
        summary="Hands its input on and puts a price on its size, so that it becomes sparse.",
        formula=r"y = x, \quad L \leftarrow L + \lambda \sum_i |x_i|",
        args=(
            Number("l1weight", "the weight of the penalty"),
            Flag("sizeAverage", "whether the penalty is the mean instead of the sum", default=False),
            Flag("provideOutput", "whether the gradient of what follows is passed on as well", default=True),
        ),
        label="{l1weight}",
        keywords=("regularization", "sparse", "lasso"),
    )
    example = Example(
        gradient="the gradient of its penalty is added to that of the output: that is what it is for"
    )

    def __init__(self, l1weight: float, sizeAverage: bool = False, provideOutput: bool = True) -> None:
        super().__init__(l1weight=l1weight, sizeAverage=sizeAverage, provideOutput=provideOutput)
        self.loss = 0.0

    def _weight(self, input: np.ndarray) -> float:
        weight: float = self.args.l1weight
        return weight / input.size if self.args.sizeAverage else weight

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.loss = self._weight(input) * float(np.abs(input).sum())
        self.output = input
        return input

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = np.sign(input, out=self._gradFor(input, gradOutput))
        gradInput *= self._weight(input)
        if self.args.provideOutput:
            gradInput += gradOutput
        return gradInput
