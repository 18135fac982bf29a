"""nn.Mean: the mean over one dimension. After torch/nn's Mean.lua."""

from typing import Any

from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape
from nncore.simple.Sum import DIMENSION, N_INPUT_DIMS, Sum
from nncore.spec import Spec


class Mean(Sum):
    """The mean over `dimension` (from 1); a vector gives one number."""

    spec = Spec(
        summary="Averages the numbers along one dimension.",
        formula=r"y = \frac{1}{n} \sum_j x_j",
        backward=r"gradInput_j = \frac{gradOutput}{n}",
        args=(DIMENSION, N_INPUT_DIMS),
        label="{dimension}",
        keywords=("average", "reduce"),
    )

    def __init__(self, dimension: int = 1, nInputDims: int | None = None) -> None:
        super(Sum, self).__init__(dimension=dimension, nInputDims=nInputDims)
        self.args.sizeAverage = True
        self.args.squeeze = True

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        return x.without(axisOf(x, a.dimension, a.nInputDims))
