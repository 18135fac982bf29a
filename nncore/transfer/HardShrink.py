"""nn.HardShrink: small numbers become zero. After torch/nn's HardShrink.lua and THNN's HardShrink.c."""

from typing import Any

import numpy as np

from nncore.pointwise import Pointwise
from nncore.spec import Number, Spec
from nncore.torchform import Named, TorchForm

LAMBDA = Number("lam", "up to which size numbers become zero", default=0.5, low=0)


class HardShrink(Pointwise):
    """y = x where |x| > lam, else 0; for a tensor of any shape."""

    spec = Spec(
        summary="Replaces small numbers by zero and keeps the others.",
        formula=r"y = \begin{cases} x & |x| > \lambda \\ 0 & \text{else} \end{cases}",
        args=(LAMBDA,),
        label="{lam}",
        keywords=("sparse", "threshold"),
    )
    torch = TorchForm({"lam": Named("lambda")})

    def __init__(self, lam: float = 0.5) -> None:
        super().__init__(lam=lam)

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        return np.multiply(input, np.abs(input) > self.args.lam, out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.multiply(gradOutput, np.abs(input) > self.args.lam, out=gradInput)
