"""nn.Dropout: a part of the numbers is left out at random while training. After torch/nn's Dropout.lua."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.example import Example
from nncore.pointwise import INPLACE, Pointwise
from nncore.random import generator
from nncore.spec import Flag, Number, Spec
from nncore.torchform import EMPTY, Named, TorchForm, negated


class Dropout(Pointwise):
    """While training each element becomes 0 with probability p, and the others grow by 1/(1 − p) to make up
    for it.

    In evaluation nothing is changed. With `v1` the others do not grow, and in evaluation all shrink by 1 − p
    instead. With `stochasticInference` evaluation drops too. `noise` holds the factors drawn last.
    """

    spec = Spec(
        summary="Leaves out a random part of the numbers while training, against overfitting.",
        formula=r"y = x \odot \frac{m}{1 - p}, \quad m_i \sim \mathrm{Bernoulli}(1 - p)",
        args=(
            Number("p", "the probability that a number is left out (below 1)", default=0.5, low=0, high=1),
            Flag(
                "v1", "whether the numbers shrink in evaluation instead of growing in training", default=False
            ),
            INPLACE,
            Flag("stochasticInference", "whether numbers are left out in evaluation too", default=False),
        ),
        label="{p}",
        keywords=("noise", "regularization", "overfitting"),
    )
    torch = TorchForm(
        {"v1": negated("v2"), "stochasticInference": Named("stochastic_inference")}, extra={"noise": EMPTY}
    )
    example = Example(random="it draws which numbers it leaves out")

    def __init__(
        self, p: float = 0.5, v1: bool = False, inplace: bool = False, stochasticInference: bool = False
    ) -> None:
        super().__init__(p=p, v1=v1, inplace=inplace, stochasticInference=stochasticInference)
        self.noise = np.empty(0)
        _refuseOne(p)

    def assign(self, name: str, value: Any) -> None:
        if name == "p" and isinstance(value, (int, float)):
            _refuseOne(value)
        super().assign(name, value)

    def setp(self, p: float) -> None:
        """Gives p another value."""
        self.assign("p", p)

    def _drops(self) -> bool:
        return bool(self.args.p > 0 and (self.train or self.args.stochasticInference))

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        kept = 1 - self.args.p
        if self._drops():
            self.noise = generator().bernoulli(kept, input.shape).astype(self.dtype, copy=False)
            if not self.args.v1:
                self.noise /= kept
            return np.multiply(input, self.noise, out=output)
        return self._quiet(input, output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        if self._drops():
            return np.multiply(gradOutput, self.noise, out=gradInput)
        return self._quiet(gradOutput, gradInput)

    def _quiet(self, source: np.ndarray, target: np.ndarray) -> np.ndarray:
        """What happens to the numbers, and to their gradients, when none is left out."""
        if self.args.v1 and self.args.p > 0:
            np.multiply(source, 1 - self.args.p, out=target)
        elif target is not source:
            np.copyto(target, source)
        return target

    def __str__(self) -> str:
        return f"nn.Dropout({self.args.p:f})"


def _refuseOne(p: Any) -> None:
    """That something is left of the numbers.

    Raises:
        NNError: when p is 1.
    """
    if p == 1:
        raise NNError("p does not fit", got="1", needs="less than 1, else nothing is left", module="Dropout")
