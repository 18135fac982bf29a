"""nn.SpatialContrastiveNormalization: local mean away, then local strength.

After SpatialContrastiveNormalization.lua.
"""

from typing import Any

import numpy as np

from nncore.containers.Sequential import Sequential
from nncore.convolution.SpatialDivisiveNormalization import SpatialDivisiveNormalization
from nncore.convolution.SpatialSubtractiveNormalization import SpatialSubtractiveNormalization
from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape, Tensor
from nncore.spec import Number, Spec
from nncore.torchform import TorchForm
from nncore.windows.examples import images, windowArguments
from nncore.windows.local import ARGUMENTS, kernelOf, warrant
from nncore.windows.rules import planes


class SpatialContrastiveNormalization(Module):
    """nInputPlane×H×W, or a batch, to the same shape."""

    spec = Spec(
        summary="Takes the local mean away from every value, then divides by the local strength.",
        formula=r"y = \mathrm{divisive}(\mathrm{subtractive}(x))",
        args=(
            *ARGUMENTS,
            Number("threshold", "divisors up to this are replaced", default=1e-4),
            Number("thresval", "by this; left out, by the threshold", default=None, optional=True),
        ),
        label="{nInputPlane}",
        keywords=("normalise", "local", "contrast", "image"),
    )
    torch = TorchForm(parts=("normalizer",), size=warrant)
    kernel = np.empty(0)
    """The window's weights, which add up to 1 over all planes."""
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
        a = self.args
        self.kernel = kernelOf(a.kernel, a.nInputPlane, "SpatialContrastiveNormalization")
        self.normalizer = Sequential()
        self.normalizer.add(SpatialSubtractiveNormalization(a.nInputPlane, self.kernel))
        divisive = SpatialDivisiveNormalization(a.nInputPlane, self.kernel, a.threshold, a.thresval)
        self.normalizer.add(divisive)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return Tensor(planes(x, "HW", a.nInputPlane, "nInputPlane").dims)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = self.normalizer.updateOutput(input)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = self.normalizer.updateGradInput(input, gradOutput)
        return self.gradInput
