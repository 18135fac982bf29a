"""nn.SoftShrink: all numbers move towards zero. After torch/nn's SoftShrink.lua and THNN's SoftShrink.c."""

from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.spec import Spec
from nncore.torchform import Named, TorchForm
from nncore.transfer.HardShrink import LAMBDA


class SoftShrink(Pointwise):
    """y = x moved by lam towards 0, and 0 where |x| ≤ lam; for a tensor of any shape."""

    spec = Spec(
        summary="Moves every number towards zero by a fixed amount, small ones to zero.",
        formula=r"y = \mathrm{sign}(x) \max(|x| - \lambda, 0)",
        args=(LAMBDA,),
        label="{lam}",
        keywords=("sparse", "threshold"),
    )
    torch = TorchForm({"lam": Named("lambda")})

    def __init__(self, lam: float = 0.5) -> None:
        super().__init__(lam=lam)

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        np.clip(input, -self.args.lam, self.args.lam, out=output)
        return np.subtract(input, output, out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.multiply(gradOutput, np.abs(input) > self.args.lam, out=gradInput)
