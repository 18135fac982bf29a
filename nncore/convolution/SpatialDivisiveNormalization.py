"""nn.SpatialDivisiveNormalization: divides by the neighbourhood's strength.

After SpatialDivisiveNormalization.lua.
"""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape, Tensor
from nncore.spec import Number, Spec
from nncore.table.CDivTable import CDivTable
from nncore.torchform import TorchForm
from nncore.transfer.Threshold import Threshold
from nncore.windows.examples import images, windowArguments
from nncore.windows.local import (
    ARGUMENTS,
    LocalNormalization,
    back,
    estimator,
    inFile,
    setKernel,
    through,
    warrant,
)
from nncore.windows.rules import planes


class SpatialDivisiveNormalization(LocalNormalization):
    """nInputPlane×H×W, or a batch, to the same shape. A divisor of at most `threshold` becomes `thresval`."""

    spec = Spec(
        summary="Divides every value by the root of the mean square of its neighbourhood, over all planes.",
        formula=r"y_c = x_c \Big/ \frac{1}{coef} \sqrt{\textstyle\sum_{c'} k \star x_{c'}^2}",
        args=(
            *ARGUMENTS,
            Number("threshold", "divisors up to this are replaced", default=1e-4),
            Number("thresval", "by this; left out, by the threshold", default=None, optional=True),
        ),
        label="{nInputPlane}",
        keywords=("normalise", "local", "contrast", "image"),
    )
    torch = TorchForm(
        extra={
            "meanestimator": inFile,
            "stdestimator": lambda a: inFile(a, squared=True),
            "normalizer": lambda a: CDivTable(),
            "divider": lambda a: CDivTable(),
            "thresholder": lambda a: Threshold(a.threshold, a.thresval),
        },
        size=warrant,
    )
    example = Example(arguments=windowArguments, input=images("HW", "nInputPlane", least=3))

    def __init__(
        self,
        nInputPlane: int = 1,
        kernel: Any = None,
        threshold: float = 1e-4,
        thresval: float | None = None,
    ) -> None:
        super().__init__(nInputPlane=nInputPlane, kernel=kernel, threshold=threshold, thresval=thresval)
        if self.args.thresval is None:
            self.args.thresval = self.args.threshold
        self.meanestimator: list[Module] = estimator(self.args.nInputPlane, self.kernel)
        self.stdestimator: list[Module] = estimator(self.args.nInputPlane, self.kernel)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return Tensor(planes(x, "HW", a.nInputPlane, "nInputPlane").dims)

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            setKernel(self.meanestimator, self.kernel)
            setKernel(self.stdestimator, self.kernel)
            self._atEdges = self._edges(self.meanestimator, self._batch(input))
            self.coef = self._spread(self._atEdges, input)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        batch = self._batch(input)
        self._squares = np.square(batch)
        self._strength = np.sqrt(through(self.stdestimator, self._squares))
        adjusted = self._strength / self._atEdges
        self._above = adjusted > self.args.threshold
        self._divisor = np.where(self._above, adjusted, self.dtype.type(self.args.thresval))
        np.divide(batch, self._divisor, out=self._batch(self.output))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        batch, gradient = self._batch(input), self._batch(gradOutput)
        byDivisor = -(gradient * batch / self._divisor**2).sum(axis=1, keepdims=True)
        byStrength = byDivisor * self._above / self._atEdges
        zero = self._strength == 0  # as in Torch's Sqrt, the slope there counts as 0
        byMean = np.where(zero, 0, 0.5 * byStrength / np.where(zero, 1, self._strength))
        result = self._batch(self._gradBuffer(input))
        np.multiply(batch, back(self.stdestimator, self._squares, byMean.astype(self.dtype)), out=result)
        result *= 2
        result += gradient / self._divisor
        return self.gradInput
