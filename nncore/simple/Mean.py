"""nn.Mean: the mean over one dimension. After torch/nn's Mean.lua."""

from types import SimpleNamespace
from typing import Any

from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.simple.Sum import DIMENSION, N_INPUT_DIMS, Sum
from nncore.spec import Spec
from nncore.worked import Place, Values, array


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
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x = array(values, "input")
        whole = SimpleNamespace(**vars(a) | {"sizeAverage": False, "squeeze": True})
        lines = Sum.worked(whole, values, name, at)
        if x is None or not lines:
            return []
        share = rf"\frac{{1}}{{{x.shape[axisOf(Tensor(x.shape), a.dimension, a.nInputDims)]}}} "
        rule, numbers = lines
        return [rule.replace("= ", f"= {share}", 1), rf"= {share}\cdot ({numbers.removeprefix('= ')})"]

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        return x.without(axisOf(x, a.dimension, a.nInputDims))
