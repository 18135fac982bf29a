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
from nncore.worked import Place, Values, array, index, number, products


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
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x, w, g = (array(values, key) for key in ("input", "weight", "gradOutput"))
        if name in ("output", "gradInput") and w is not None and x is not None:
            factor, own = np.broadcast_to(spread(w, x), x.shape)[at], at[x.ndim - w.ndim :]
            other, letter = (x, "x") if name == "output" else (g, "gradOutput")
            if other is not None:
                result = "y" if name == "output" else name
                rule = rf"{result}{index(*at)} = w{index(*own)} {letter}{index(*at)}"
                return [rule, rf"= {number(factor)} \cdot {number(other[at])}"]
        if (
            name == "gradWeight"
            and x is not None
            and g is not None
            and w is not None
            and x.ndim == w.ndim + 1
        ):
            rule = rf"\sum_n gradOutput{index('n', *at)} x{index('n', *at)}"
            return [
                f"gradWeight{index(*at)} = {rule}",
                f"= {products(np.moveaxis(g, 0, -1)[at], np.moveaxis(x, 0, -1)[at])}",
            ]
        if name == "gradWeight" and x is not None and g is not None and w is not None and x.shape == w.shape:
            rule = rf"gradWeight{index(*at)} = gradOutput{index(*at)} x{index(*at)}"
            return [rule, rf"= {number(g[at])} \cdot {number(x[at])}"]
        return []

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
