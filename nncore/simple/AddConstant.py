"""nn.AddConstant: a fixed number added to each element. After torch/nn's AddConstant.lua."""

from typing import Any

import numpy as np

from nncore.pointwise import INPLACE, Pointwise
from nncore.spec import Number, Spec


class AddConstant(Pointwise):
    """y = x + c with a fixed number c, for a tensor of any shape. In place, `backward` takes c from the input
    again.
    """

    spec = Spec(
        summary="Adds a fixed number to every number.",
        formula=r"y = x + c",
        args=(Number("constant_scalar", "what is added"), INPLACE),
        label="{constant_scalar:.6g}",
        keywords=("shift", "offset"),
    )

    def __init__(self, constant_scalar: float, inplace: bool = False) -> None:
        super().__init__(constant_scalar=constant_scalar, inplace=inplace)

    def updateOutput(self, input: Any) -> Any:
        return np.add(input, self.args.constant_scalar, out=self._outputFor(input))

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        if gradInput is not gradOutput:
            np.copyto(gradInput, gradOutput)
        if self.args.inplace:
            input -= self.args.constant_scalar
        return gradInput
