"""nn.SpatialSubtractiveNormalization: takes the neighbourhood's mean away.

After SpatialSubtractiveNormalization.lua.
"""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape, Tensor
from nncore.spec import Spec
from nncore.table.CDivTable import CDivTable
from nncore.table.CSubTable import CSubTable
from nncore.torchform import TorchForm
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


class SpatialSubtractiveNormalization(LocalNormalization):
    """nInputPlane×H×W, or a batch, to the same shape."""

    spec = Spec(
        summary="Takes the weighted mean of the neighbourhood, over all planes, away from every value.",
        formula=r"y_c = x_c - \frac{1}{coef} \sum_{c'} k \star x_{c'}",
        args=ARGUMENTS,
        label="{nInputPlane}",
        keywords=("normalise", "local", "contrast", "image"),
    )
    torch = TorchForm(
        extra={
            "meanestimator": inFile,
            "subtractor": lambda a: CSubTable(),
            "divider": lambda a: CDivTable(),
        },
        size=warrant,
    )
    example = Example(arguments=windowArguments, input=images("HW", "nInputPlane", least=3))

    def __init__(self, nInputPlane: int = 1, kernel: Any = None) -> None:
        super().__init__(nInputPlane=nInputPlane, kernel=kernel)
        self.meanestimator: list[Module] = estimator(self.args.nInputPlane, self.kernel)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return Tensor(planes(x, "HW", a.nInputPlane, "nInputPlane").dims)

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            setKernel(self.meanestimator, self.kernel)
            self._atEdges = self._edges(self.meanestimator, self._batch(input))
            self.coef = self._spread(self._atEdges, input)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        batch = self._batch(input)
        mean = through(self.meanestimator, batch) / self._atEdges
        np.subtract(batch, mean, out=self._batch(self.output))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        batch, gradient = self._batch(input), self._batch(gradOutput)
        mean = gradient.sum(axis=1, keepdims=True) / self._atEdges
        np.subtract(gradient, back(self.meanestimator, batch, mean), out=self._batch(self._gradBuffer(input)))
        return self.gradInput
