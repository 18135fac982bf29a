"""nn.PReLU: a leaky ReLU whose leak is learned. After torch/nn's PReLU.lua and THNN's PReLU.c."""

from typing import Any

import numpy as np

from nncore.errors import NNError, Repair
from nncore.pointwise import Pointwise
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.torchform import TorchForm


class PReLU(Pointwise):
    """y = x where x > 0, else w·x. One w for all, or with `nOutputPlane` one for each feature of n or N×n, or
    each plane of C×H×W or N×C×H×W.
    """

    spec = Spec(
        summary="Makes negative numbers small by a learned factor.",
        formula=r"y = \begin{cases} x & x > 0 \\ w x & \text{else} \end{cases}",
        args=(
            Int(
                "nOutputPlane",
                "how many features or planes have a factor of their own; 0: one for all",
                default=0,
                low=0,
            ),
        ),
        label="{nOutputPlane}",
        keywords=("rectifier", "leaky", "parametric"),
    )
    torch = TorchForm(size=lambda a: max(1, a.nOutputPlane))
    parameterNames = ("weight",)

    def __init__(self, nOutputPlane: int = 0) -> None:
        super().__init__(nOutputPlane=nOutputPlane)
        self.weight = np.full(self.args.nOutputPlane or 1, 0.25)
        self.gradWeight = np.zeros_like(self.weight)

    def reset(self, stdv: float | None = None) -> None:
        """Sets all factors to 0.25; nothing is drawn."""
        self.weight.fill(0.25)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        if not a.nOutputPlane:
            return x
        oneTensor(x, (1, 2, 3, 4), f"one to four dimensions, such as N×{a.nOutputPlane}")
        came = x.dims[planeAxis(x.rank)]
        if came != a.nOutputPlane:
            raise NNError(
                "the input has another number of features",
                got=str(x),
                needs=f"{x.but(planeAxis(x.rank), a.nOutputPlane)}, as nOutputPlane = {a.nOutputPlane}",
                repairs=(Repair(f"set nOutputPlane = {came}", "set", "nOutputPlane", came),)
                if isinstance(came, int)
                else (),
            )
        return x

    def _spread(self, input: np.ndarray) -> np.ndarray:
        """The factors in a shape that broadcasts against the input."""
        if not self.args.nOutputPlane:
            return self.weight
        sizes = [1] * input.ndim
        sizes[planeAxis(input.ndim)] = -1
        return self.weight.reshape(sizes)

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        return np.multiply(input, np.where(input > 0, 1, self._spread(input)), out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.multiply(gradOutput, np.where(input > 0, 1, self._spread(input)), out=gradInput)

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        change = np.minimum(input, 0) * gradOutput
        if self.args.nOutputPlane:
            kept = planeAxis(input.ndim)
            self.gradWeight += scale * change.sum(axis=tuple(i for i in range(input.ndim) if i != kept))
        else:
            self.gradWeight += scale * change.sum()


def planeAxis(rank: int) -> int:
    """Where the features or planes are: n, N×n, C×H×W, N×C×H×W."""
    return 0 if rank in (1, 3) else 1
