"""nn.GatedLinearUnit: one half of the input opens and shuts the other.

After torch/nn's GatedLinearUnit.lua.
"""

from typing import Any

import numpy as np

from nncore.dims import divide
from nncore.errors import NNError
from nncore.module import Module
from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec


class GatedLinearUnit(Module):
    """y = a ⊙ sigmoid(b), where a and b are the two halves of the input along `dim` (the last dimension by
    default).
    """

    spec = Spec(
        summary="Multiplies the first half of the input by the sigmoid of the second.",
        formula=r"y = a \odot \sigma(b), \quad x = [a \; b]",
        args=(
            Int(
                "dim",
                "which dimension is halved (from 1; negative counts from the end)",
                default=None,
                optional=True,
            ),
        ),
        keywords=("glu", "gate"),
    )

    def __init__(self, dim: int | None = None) -> None:
        super().__init__(dim=dim)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        axis = axisOf(x, -1 if a.dim is None else a.dim)
        half = divide(x.dims[axis], 2)
        if half is None:
            raise NNError(
                "the input cannot be halved", got=str(x), needs=f"an even size in dimension {axis + 1}"
            )
        return x.but(axis, half)

    def _halves(self, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        axis = axisOf(Tensor(whole.shape), -1 if self.args.dim is None else self.args.dim)
        middle = whole.shape[axis] // 2
        before = (slice(None),) * axis
        return whole[(*before, slice(0, middle))], whole[(*before, slice(middle, None))]

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        passed, gate = self._halves(input)
        self._gate = sigmoid(gate)
        return np.multiply(passed, self._gate, out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        toPassed, toGate = self._halves(self._gradBuffer(input))
        np.multiply(gradOutput, self._gate, out=toPassed)
        np.multiply(self.output, 1 - self._gate, out=toGate)
        toGate *= gradOutput
        return self.gradInput


@np.errstate(over="ignore")  # e^−x is infinite for very negative x, and the sigmoid then rightly 0
def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e^−x), in a new array."""
    result: np.ndarray = np.exp(-x)
    result += 1
    np.divide(1, result, out=result)
    return result
