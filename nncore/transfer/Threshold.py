"""nn.Threshold: numbers up to a threshold become one value.

After torch/nn's Threshold.lua and THNN's Threshold.c.
"""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.pointwise import INPLACE, Pointwise
from nncore.spec import Number, Spec


class Threshold(Pointwise):
    """y = x where x > threshold, else val; for a tensor of any shape. The gradient at the threshold is 0."""

    spec = Spec(
        summary="Replaces every number that is not above a threshold by a fixed value.",
        formula=r"y = \begin{cases} x & x > \theta \\ v & \text{else} \end{cases}",
        args=(
            Number("threshold", "numbers above it pass", default=1e-6),
            Number("val", "what stands in place of the others", default=0),
            INPLACE,
        ),
        label="{threshold}, {val}",
        keywords=("rectifier", "cut"),
    )

    def __init__(self, threshold: float = 1e-6, val: float = 0, inplace: bool = False) -> None:
        super().__init__(threshold=threshold, val=val, inplace=inplace)
        if self.args.inplace and self.args.val > self.args.threshold:
            raise NNError(
                "in place, the value must not be above the threshold",
                got=f"threshold {self.args.threshold}, val {self.args.val}",
                needs="a smaller val, or inplace = false",
                module="Threshold",
            )

    def updateOutput(self, input: Any) -> Any:
        output = self._outputFor(input)
        cut = np.less_equal(input, self.args.threshold)
        if output is not input:
            np.copyto(output, input)
        np.copyto(output, self.args.val, where=cut)
        return output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = self._gradFor(input, gradOutput)
        return np.multiply(gradOutput, input > self.args.threshold, out=gradInput)
