"""Dropout of whole planes. After torch/nn's SpatialDropout.lua."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nncore.errors import NNError
from nncore.module import Module
from nncore.random import generator
from nncore.shapes import Shape
from nncore.spec import Flag, Number
from nncore.windows.rules import planes

ARGUMENTS = (
    Number("p", "with which probability a plane is dropped", default=0.5, low=0, high=1),
    Flag("stochasticInference", "whether planes are dropped in evaluation too", default=False),
)


class PlaneDropout(Module):
    """Sets whole planes to zero in training. Nothing is scaled then; evaluation multiplies by 1 − p instead.

    Attributes:
        noise: 0 for each plane that was dropped last, else 1.
    """

    letters: ClassVar[str]

    def __init__(self, p: float = 0.5, stochasticInference: bool = False) -> None:
        super().__init__(p=p, stochasticInference=stochasticInference)
        self.noise = np.empty(0)

    def setp(self, p: float) -> None:
        """Drops with another probability from now on."""
        self.assign("p", p)

    @classmethod
    def kept(cls, x: Shape) -> Shape:
        """The shape rule: nothing changes."""
        return planes(x, cls.letters)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        keep = 1 - self.args.p
        if self.train or self.args.stochasticInference:
            flat = (*input.shape[: input.ndim - len(self.letters)], *[1] * len(self.letters))
            self.noise = generator().bernoulli(keep, flat).astype(self.dtype)
            np.multiply(input, self.noise, out=self.output)
        else:
            np.multiply(input, keep, out=self.output)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        if not self.train:
            raise NNError(
                "there is no way back in evaluation", needs="training() before forward", module=self
            )
        np.multiply(gradOutput, self.noise, out=self._gradBuffer(input))
        return self.gradInput

    def __str__(self) -> str:
        return f"nn.{type(self).__name__}({self.args.p:f})"
