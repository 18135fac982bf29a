"""nn.ReLU: negative numbers become zero. After torch/nn's ReLU.lua and THNN's Threshold.c."""

from typing import Any

import numpy as np

from nncore.constants import ZERO, zeros
from nncore.pointwise import INPLACE, Pointwise
from nncore.spec import Spec
from nncore.torchform import TorchForm
from nncore.worked import Place, Values, elementwise


class ReLU(Pointwise):
    """y = max(0, x), for a tensor of any shape. The gradient at 0 is 0."""

    spec = Spec(
        summary="Keeps positive numbers and replaces negative ones by zero.",
        formula=r"y = \max(0, x)",
        backward=r"gradInput = gradOutput \text{ where } x > 0, 0 \text{ elsewhere}",
        args=(INPLACE,),
        keywords=("rectifier", "threshold"),
    )
    torch = TorchForm(extra={"threshold": 0, "val": 0})

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return elementwise(
            values,
            name,
            at,
            (r"\max(0, x{i})", r"\max(0, {x})"),
            (r"gradOutput{i} \text{{ where }} x{i} > 0", r"{g} \text{{ where }} {x} > 0, \text{{ else }} 0"),
        )

    def __init__(self, inplace: bool = False) -> None:
        super().__init__(inplace=inplace)
        self._passed = np.empty(0, np.bool_)

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)  # looks at the input first
        return np.maximum(input, zeros(input.shape, self.dtype), out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        if self._passed.shape != input.shape:
            self._passed = np.empty(input.shape, np.bool_)
        np.greater(self.output, ZERO[self.dtype], self._passed)
        if gradInput is gradOutput:
            return np.multiply(gradOutput, self._passed, gradInput)
        gradInput[...] = self._passed  # as numbers: they multiply quicker than truths
        return np.multiply(gradInput, gradOutput, gradInput)
