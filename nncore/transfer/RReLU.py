"""nn.RReLU: a leaky ReLU with a random leak. After torch/nn's RReLU.lua and THNN's RReLU.c."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.example import Example
from nncore.pointwise import INPLACE, Pointwise
from nncore.random import generator
from nncore.spec import Number, Spec
from nncore.torchform import EMPTY, Named, TorchForm


class RReLU(Pointwise):
    """y = x where x > 0, else r·x. While training r is drawn for each element that is not positive, uniform
    from l to u; in evaluation it is their mean. `noise` holds the factors of the last training forward.
    """

    spec = Spec(
        summary="Makes negative numbers small by a random factor while training.",
        formula=r"y = \begin{cases} x & x > 0 \\ r x & \text{else} \end{cases}, \quad r \sim U(l, u)",
        args=(
            Number("l", "the smallest factor of negative numbers", default=1 / 8, low=0),
            Number("u", "the largest factor of negative numbers", default=1 / 3, low=0),
            INPLACE,
        ),
        label="{l:.3g}, {u:.3g}",
        keywords=("rectifier", "leaky", "random", "noise"),
    )
    example = Example(random="it draws the factors of negative numbers")
    torch = TorchForm({"l": Named("lower"), "u": Named("upper")}, extra={"noise": EMPTY})

    def __init__(self, l: float = 1 / 8, u: float = 1 / 3, inplace: bool = False) -> None:  # noqa: E741
        super().__init__(l=l, u=u, inplace=inplace)
        if self.args.l > self.args.u:
            raise NNError(
                "l is above u",
                got=f"{self.args.l} and {self.args.u}",
                needs="the smaller factor first",
                module="RReLU",
            )
        self.noise = np.empty(0)

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        return np.multiply(input, self._factors(input), out=output)

    def _factors(self, input: np.ndarray) -> np.ndarray:
        leak = input <= 0
        if not self.train:
            return np.where(leak, self.dtype.type((self.args.l + self.args.u) / 2), 1)
        self.noise = np.ones(input.shape, self.dtype)
        self.noise[leak] = generator().uniform(self.args.l, self.args.u, int(np.count_nonzero(leak)))
        return self.noise

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        if self.train and self.args.u - self.args.l > 1e-6:
            return np.multiply(gradOutput, self.noise, out=gradInput)
        slope = self.dtype.type((self.args.l + self.args.u) / 2)
        return np.multiply(gradOutput, np.where(input <= 0, slope, 1), out=gradInput)

    def __str__(self) -> str:
        return f"nn.RReLU (l:{self.args.l:f}, u:{self.args.u:f})"
