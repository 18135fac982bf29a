"""nn.SpatialCrossMapLRN: every value is held down by its neighbours in other planes.

After SpatialCrossMapLRN.lua.
"""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Number, Spec
from nncore.windows.examples import images
from nncore.windows.rules import planes


class SpatialCrossMapLRN(Module):
    """C×H×W, or a batch, to the same shape. `scale` is the denominator before its power, always a batch."""

    spec = Spec(
        summary="Divides every value by a measure of the values at its place in the planes around.",
        formula=r"y_c = x_c \Big/ \Big(k + \frac{\alpha}{n} \sum_{|c' - c| \le n/2} x_{c'}^2\Big)^{\beta}",
        args=(
            Int("size", "n: how many planes are looked at, an odd number", low=1),
            Number("alpha", "how strongly they count", default=0.0001),
            Number("beta", "the power of the denominator", default=0.75),
            Number("k", "what the denominator is at least", default=1),
        ),
        label="{size}",
        keywords=("local response normalization", "lrn", "AlexNet"),
    )
    example = Example(
        arguments=lambda random: {
            "size": int(random.choice([1, 3, 5])),
            "alpha": round(float(random.uniform(0, 1)), 3),
            "beta": round(float(random.uniform(0.2, 1)), 3),
        },
        input=images("HW", batchOnly=True),
    )

    def __init__(self, size: int, alpha: float = 0.0001, beta: float = 0.75, k: float = 1) -> None:
        super().__init__(size=size, alpha=alpha, beta=beta, k=k)
        if self.args.size % 2 == 0:
            raise NNError(
                "size does not fit",
                got=str(size),
                needs="an odd number: the plane itself and as many on both sides",
                module="SpatialCrossMapLRN",
            )
        self.scale = np.empty(0)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return Tensor(planes(x, "HW").dims)

    def _around(self, values: np.ndarray) -> np.ndarray:
        """For each plane of a batch, the sum of `size` planes around it."""
        half, count = self.args.size // 2, values.shape[1]
        total = values.copy()
        for away in range(1, min(half, count - 1) + 1):
            total[:, :-away] += values[:, away:]
            total[:, away:] += values[:, :-away]
        return total

    def _batch(self, array: np.ndarray) -> np.ndarray:
        return array if array.ndim == 4 else array[None]

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        a, batch = self.args, self._batch(input)
        self.scale = self._around(np.square(batch))
        self.scale *= a.alpha / a.size
        self.scale += a.k
        self._inverse = np.power(self.scale, -a.beta)
        np.multiply(batch, self._inverse, out=self._batch(self.output))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        a, batch, gradient = self.args, self._batch(input), self._batch(gradOutput)
        result = self._batch(self._gradBuffer(input))
        np.multiply(gradient, self._inverse, out=result)
        ratio = gradient * self._batch(self.output)
        ratio /= self.scale
        around = self._around(ratio)
        around *= batch
        around *= 2 * a.alpha * a.beta / a.size
        result -= around
        return self.gradInput
