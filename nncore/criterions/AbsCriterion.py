"""nn.AbsCriterion: the mean absolute error. After torch/nn's AbsCriterion.lua and THNN's AbsCriterion.c."""

from typing import Any

import numpy as np

from nncore.elementwise import SIZE_AVERAGE, Elementwise
from nncore.spec import Spec
from nncore.summed import difference, summed
from nncore.worked import Place
from nncore.worked import Values as Known


class AbsCriterion(Elementwise):
    """Σ |x − t|, divided by the number of elements when `sizeAverage`. The slope at 0 is 1, as in Torch."""

    spec = Spec(
        summary="The mean of the absolute differences; for regression with outliers.",
        formula=r"L = \frac{1}{n} \sum_i |x_i - t_i|",
        args=(SIZE_AVERAGE,),
        keywords=("regression", "absolute error", "L1", "MAE"),
    )

    @staticmethod
    def worked(a: Any, values: Known, name: str, at: Place) -> list[str]:
        rules = (r"|x{i} - t{i}|", r"\mathrm{{sign}}(x{i} - t{i})")
        return summed(a, values, name, at, rules, _loss, _slope)

    def __init__(self, sizeAverage: bool = True) -> None:
        super().__init__(sizeAverage=sizeAverage)

    def _total(self, x: np.ndarray, t: np.ndarray) -> float:
        return float(np.abs(x - t).sum())

    def _slopes(self, x: np.ndarray, t: np.ndarray, out: np.ndarray) -> None:
        out[...] = np.where(x - t >= 0, 1.0, -1.0)


def _loss(x: float, t: float) -> str:
    return f"|{difference(x, t)}|"


def _slope(x: float, t: float) -> str:
    return rf"\mathrm{{sign}}({difference(x, t)})" if x != t else "1"
