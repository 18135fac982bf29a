"""nn.MulConstant: a fixed factor for all elements. After torch/nn's MulConstant.lua."""

from typing import Any

import numpy as np

from nncore.pointwise import INPLACE, Pointwise
from nncore.spec import Number, Spec


class MulConstant(Pointwise):
    """y = c x with a fixed number c, for a tensor of any shape. In place, `backward` gives the input its
    values back.
    """

    spec = Spec(
        summary="Multiplies every number by a fixed factor.",
        formula=r"y = c x",
        args=(Number("constant_scalar", "the factor"), INPLACE),
        label="{constant_scalar:.6g}",
        keywords=("scale", "factor", "negate"),
    )

    def __init__(self, constant_scalar: float, inplace: bool = False) -> None:
        super().__init__(constant_scalar=constant_scalar, inplace=inplace)

    def updateOutput(self, input: Any) -> Any:
        return np.multiply(input, self.args.constant_scalar, out=self._outputFor(input))

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        np.multiply(gradOutput, self.args.constant_scalar, out=gradInput)
        if self.args.inplace:
            input /= self.args.constant_scalar
        return gradInput
