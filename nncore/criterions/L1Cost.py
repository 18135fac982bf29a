"""nn.L1Cost: the sum of the absolute values of the input. After torch/nn's L1Cost.lua and THNN's L1Cost.c."""

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Spec


class L1Cost(Criterion):
    """Σ |x|, of a tensor of any shape. There is no target; one that is given is not looked at."""

    spec = Spec(
        summary="The sum of the absolute values: draws the input to 0. Needs no target.",
        formula=r"L = \sum_i |x_i|",
        keywords=("sparse", "sparsity", "L1"),
    )
    targets = "nothing"

    def __init__(self) -> None:
        super().__init__()

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        oneTensor(x)

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input)
        self.output = float(np.abs(input).sum())
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input)
        return np.sign(input, out=self._gradBuffer(input))
