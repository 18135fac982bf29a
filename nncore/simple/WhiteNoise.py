"""nn.WhiteNoise: noise is added while training. After torch/nn's WhiteNoise.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.pointwise import Pointwise
from nncore.random import generator
from nncore.spec import Number, Spec


class WhiteNoise(Pointwise):
    """While training a normal random number is added to each element; in evaluation only the mean is.

    `noise` holds the numbers drawn last.
    """

    spec = Spec(
        summary="Adds normal random noise to every number while training.",
        formula=r"y = x + \epsilon, \quad \epsilon_i \sim \mathcal{N}(\mu, \sigma)",
        args=(
            Number("mean", "the mean of the noise", default=0),
            Number("std", "the standard deviation of the noise", default=0.1, low=0),
        ),
        label="{mean}, {std}",
        keywords=("random", "gaussian", "regularization"),
    )
    example = Example(random="it draws the noise")

    def __init__(self, mean: float = 0, std: float = 0.1) -> None:
        super().__init__(mean=mean, std=std)
        self.noise = np.empty(0)

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        if not self.train:
            return np.add(input, self.args.mean, out=output)
        drawn = generator().normal(self.args.mean, self.args.std, input.shape)
        self.noise = drawn.astype(self.dtype, copy=False)
        return np.add(input, self.noise, out=output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        np.copyto(self._gradFor(input, gradOutput), gradOutput)
        return self.gradInput

    def __str__(self) -> str:
        return f"nn.WhiteNoise mean: {self.args.mean:f}, std: {self.args.std:f}"
