"""nn.Mul: one learned factor for all elements. After torch/nn's Mul.lua."""

from math import sqrt
from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.random import generator
from nncore.spec import Spec
from nncore.worked import Place, Values, array, index, number, products


class Mul(Pointwise):
    """y = w x with a single number w, for a tensor of any shape."""

    spec = Spec(
        summary="Multiplies every number by one learned factor.",
        formula=r"y = w x",
        backward=r"gradInput = gradOutput \cdot w",
        accumulates=r"gradWeight \leftarrow gradWeight + \sum gradOutput \odot x",
        keywords=("scale", "gain", "factor"),
    )
    parameterNames = ("weight",)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x, w, g = (array(values, key) for key in ("input", "weight", "gradOutput"))
        if name == "output" and x is not None and w is not None:
            return [f"y{index(*at)} = w x{index(*at)}", rf"= {number(w.flat[0])} \cdot {number(x[at])}"]
        if name == "gradInput" and g is not None and w is not None:
            rule = f"gradInput{index(*at)} = w gradOutput{index(*at)}"
            return [rule, rf"= {number(w.flat[0])} \cdot {number(g[at])}"]
        if name == "gradWeight" and g is not None and x is not None:
            return [r"gradWeight = \sum_i gradOutput_i x_i", f"= {products(g, x)}"]
        return []

    def __init__(self) -> None:
        super().__init__()
        self.weight = np.empty(1)
        self.gradWeight = np.zeros(1)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws the factor anew, uniform in ±1, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1.0
        self.weight[:] = generator().uniform(-bound, bound, 1)

    def updateOutput(self, input: Any) -> Any:
        return np.multiply(input, self.weight, out=self._outputFor(input))

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.multiply(gradOutput, self.weight, out=gradInput)

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        self.gradWeight += scale * np.vdot(input, gradOutput)
