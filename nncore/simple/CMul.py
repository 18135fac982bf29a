"""nn.CMul: one learned factor for each element. After torch/nn's CMul.lua."""

from math import prod, sqrt
from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.module import Module
from nncore.random import generator
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Sizes, Spec


class CMul(Module):
    """y = x ⊙ w. `weight` has the given sizes; a batch, or sizes of 1 in the weight, repeat it."""

    spec = Spec(
        summary="Multiplies each element by a learned factor of its own.",
        formula=r"y = x \odot w",
        args=(Sizes("size", "the sizes of the weight; 1 repeats it along that dimension"),),
        label="{size}",
        keywords=("scale", "gain", "elementwise"),
    )
    parameterNames = ("weight",)

    def __init__(self, *size: int | tuple[int, ...]) -> None:
        super().__init__(size=_flat(size))
        self.weight = np.empty(self.args.size)
        self.gradWeight = np.zeros(self.args.size)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new factors, uniform in ±1/√n for n elements, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.weight.size)
        self.weight[...] = generator().uniform(-bound, bound, self.args.size)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        if x.elements == prod(a.size):
            return x
        if x.rank == len(a.size):
            if all(w in (1, d) for w, d in zip(a.size, x.dims, strict=True)):
                return x
        elif x.rank > 1 and x.without(0).elements == prod(a.size):
            return x
        raise NNError("the input has the wrong size", got=str(x), needs=f"{Tensor(a.size)}, or a batch of it")

    def _spread(self, input: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """`weight` seen in a shape that broadcasts against the input."""
        if weight.size == input.size:
            return weight.reshape(input.shape)
        return weight if weight.ndim == input.ndim else weight.reshape(1, *input.shape[1:])

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.multiply(input, self._spread(input, self.weight), out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        return np.multiply(gradOutput, self._spread(input, self.weight), out=self._gradBuffer(input))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        total = self._spread(input, self.gradWeight)
        repeated = tuple(i for i, (n, m) in enumerate(zip(total.shape, input.shape, strict=True)) if n != m)
        total += scale * (input * gradOutput).sum(axis=repeated, keepdims=True)


def _flat(size: tuple[Any, ...]) -> tuple[int, ...]:
    """`CMul(x.shape)` and `CMul(2, 3)` are both Torch's ways."""
    return tuple(size[0]) if len(size) == 1 and isinstance(size[0], (tuple, list)) else size
