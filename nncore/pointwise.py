"""What modules that treat every element by itself have in common: the shape stays; work in place may be."""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.filled import pointwise
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Flag
from nncore.worked import Place, Values

INPLACE = Flag(
    "inplace", "whether the output takes the input's own memory, which is then overwritten", default=False
)


class Pointwise(Module):
    """A module whose output has the shape of its one input. With an argument `inplace` it can overwrite the
    input.
    """

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return oneTensor(x)

    @classmethod
    def worked(cls, a: Any, values: Values, name: str, at: Place) -> list[str]:
        return pointwise(cls, a, values, name, at)

    def _outputFor(self, input: Any) -> np.ndarray:
        """Where the output goes: the input itself when working in place."""
        self._check(input)
        if self._inplace():
            self.output = input
        output: np.ndarray = self.output
        return output

    def _gradFor(self, input: Any, gradOutput: Any) -> np.ndarray:
        """Where the gradient goes: `gradOutput` itself when working in place, if it can be written to."""
        self._checkBack(input, gradOutput)
        if not self._inplace() or not gradOutput.flags.writeable:
            return self._gradBuffer(input)
        self.gradInput = gradOutput
        gradient: np.ndarray = gradOutput
        return gradient

    def _inplace(self) -> bool:
        return getattr(self.args, "inplace", False)
