"""nn.MSECriterion: the mean squared error. After torch/nn's MSECriterion.lua."""

from typing import Any

import numpy as np

from nncore.elementwise import SIZE_AVERAGE, Elementwise
from nncore.spec import Spec
from nncore.worked import Place, Values, array, index, number, plain, terms


class MSECriterion(Elementwise):
    """Σ (x − t)², divided by the number of elements when `sizeAverage`. Input and target need as many."""

    spec = Spec(
        summary="The mean of the squared differences; for regression.",
        formula=r"L = \frac{1}{n} \sum_i (x_i - t_i)^2",
        backward=r"gradInput = \frac{2}{n} (x - t)",
        args=(SIZE_AVERAGE,),
        keywords=("regression", "squared error", "L2"),
    )

    _difference = np.empty(0)
    """x − t of the last forward; backward goes on from there."""

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x, t = array(values, "input"), array(values, "target")
        if x is None or t is None or t.size != x.size:
            return []
        t, share = t.reshape(x.shape), rf"\frac{{1}}{{{x.size}}} " if a.sizeAverage else ""
        if name == "output":
            squares = [f"({plain(p)} - {number(q)})^2" for p, q in zip(x.flat, t.flat, strict=True)]
            inner = terms(squares)
            return [rf"L = {share}\sum_i (x_i - t_i)^2", f"= {share}({inner})" if share else f"= {inner}"]
        if name == "gradInput":
            factor = rf"\frac{{2}}{{{x.size}}}" if a.sizeAverage else "2"
            i = index(*at)
            return [
                f"gradInput{i} = {factor} (x{i} - t{i})",
                f"= {factor} ({plain(x[at])} - {number(t[at])})",
            ]
        return []

    def __init__(self, sizeAverage: bool = True) -> None:
        super().__init__(sizeAverage=sizeAverage)

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        if self._difference.shape != input.shape or self._difference.dtype != input.dtype:
            self._difference = np.empty_like(input)
        np.subtract(input, self._aligned(target, input), out=self._difference)
        flat = self._difference.ravel()
        total = float(flat.dot(flat))
        self.output = total / input.size if self.args.sizeAverage else total
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        scale = 2 / input.size if self.args.sizeAverage else 2
        return np.multiply(self._difference, scale, out=self._gradBuffer(input))
