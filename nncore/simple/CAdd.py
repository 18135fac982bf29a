"""nn.CAdd: one learned number added to each element. After torch/nn's CAdd.lua."""

from math import sqrt
from typing import Any

import numpy as np

from nncore.module import Module
from nncore.random import generator
from nncore.repeated import SIZE, addRepeated, asSizes, fitting, spread
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.torchform import TorchForm, sizes


class CAdd(Module):
    """y = x + b. `bias` has the given sizes; a batch, or sizes of 1 in the bias, repeat it."""

    spec = Spec(
        summary="Adds to each element a learned number of its own.",
        formula=r"y = x + b",
        args=(SIZE,),
        label="{size}",
        keywords=("bias", "shift", "elementwise"),
    )
    torch = TorchForm({"size": sizes("bias")})
    parameterNames = ("bias",)

    def __init__(self, *size: int | tuple[int, ...]) -> None:
        super().__init__(size=asSizes(size))
        self.bias = np.empty(self.args.size)
        self.gradBias = np.zeros(self.args.size)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new numbers, uniform in ±1/√n for n elements, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.bias.size)
        self.bias[...] = generator().uniform(-bound, bound, self.bias.shape)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return fitting(a.size, x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.add(input, spread(self.bias, input), out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        np.copyto(self._gradBuffer(input), gradOutput)
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        addRepeated(self.gradBias, gradOutput, scale)
