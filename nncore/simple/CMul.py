"""nn.CMul: one learned factor for each element. After torch/nn's CMul.lua."""

from math import sqrt
from typing import Any

import numpy as np

from nncore.module import Module
from nncore.random import generator
from nncore.repeated import SIZE, addRepeated, asSizes, fitting, spread
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.torchform import TorchForm, sizes


class CMul(Module):
    """y = x ⊙ w. `weight` has the given sizes; a batch, or sizes of 1 in the weight, repeat it."""

    spec = Spec(
        summary="Multiplies each element by a learned factor of its own.",
        formula=r"y = x \odot w",
        backward=r"gradInput = gradOutput \odot w",
        accumulates=r"gradWeight \leftarrow gradWeight + gradOutput \odot x",
        args=(SIZE,),
        label="{size}",
        keywords=("scale", "gain", "elementwise"),
    )
    torch = TorchForm({"size": sizes("weight")})
    parameterNames = ("weight",)

    def __init__(self, *size: int | tuple[int, ...]) -> None:
        super().__init__(size=asSizes(size))
        self.weight = np.empty(self.args.size)
        self.gradWeight = np.zeros(self.args.size)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new factors, uniform in ±1/√n for n elements, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.weight.size)
        self.weight[...] = generator().uniform(-bound, bound, self.weight.shape)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return fitting(a.size, x)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.multiply(input, spread(self.weight, input), out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        return np.multiply(gradOutput, spread(self.weight, input), out=self._gradBuffer(input))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        addRepeated(self.gradWeight, input * gradOutput, scale)
