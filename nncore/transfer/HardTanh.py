"""nn.HardTanh: numbers are kept within bounds. After torch/nn's HardTanh.lua and THNN's HardTanh.c."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.pointwise import INPLACE, Pointwise
from nncore.spec import Number, Spec
from nncore.torchform import Named, TorchForm

MIN_VALUE = Number("min_value", "the smallest number that comes out", default=-1)
MAX_VALUE = Number("max_value", "the largest number that comes out", default=1)


class HardTanh(Pointwise):
    """y = x, but never below min_value or above max_value; the gradient is 0 at and beyond these."""

    spec = Spec(
        summary="Cuts every number to the range from −1 to 1, or to another one.",
        formula=r"y = \min(\max(x, a), b)",
        args=(MIN_VALUE, MAX_VALUE, INPLACE),
        label="{min_value}, {max_value}",
        keywords=("clip", "clamp", "bound"),
    )
    torch = TorchForm({"min_value": Named("min_val"), "max_value": Named("max_val")})

    def __init__(self, min_value: float = -1, max_value: float = 1, inplace: bool = False) -> None:
        super().__init__(min_value=min_value, max_value=max_value, inplace=inplace)
        refuseEmptyRange(self)

    def updateOutput(self, input: Any) -> Any:
        return np.clip(input, self.args.min_value, self.args.max_value, out=self._outputFor(input))

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        inside = (input > self.args.min_value) & (input < self.args.max_value)
        return np.multiply(gradOutput, inside, out=gradInput)


def refuseEmptyRange(module: Pointwise) -> None:
    """That the upper bound is above the lower one.

    Raises:
        NNError: when it is not.
    """
    low, high = module.args.min_value, module.args.max_value
    if low >= high:
        raise NNError(
            "max_value must be above min_value",
            got=f"{low} and {high}",
            needs="the smaller bound first",
            module=type(module).__name__,
        )
