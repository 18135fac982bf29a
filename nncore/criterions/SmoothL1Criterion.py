"""nn.SmoothL1Criterion: squared near 0, absolute beyond. After torch/nn's and THNN's SmoothL1Criterion."""

from typing import Any

import numpy as np

from nncore.elementwise import SIZE_AVERAGE, Elementwise
from nncore.spec import Spec
from nncore.summed import difference, summed
from nncore.worked import Place
from nncore.worked import Values as Known


class SmoothL1Criterion(Elementwise):
    """Σ f(x − t) with f(d) = d²/2 for |d| < 1 and |d| − ½ beyond; averaged when `sizeAverage`."""

    spec = Spec(
        summary="Squared error for small differences, absolute error for large ones.",
        formula=r"L = \frac{1}{n} \sum_i \{ d_i^2 / 2 \;\text{if}\; |d_i| < 1,\; |d_i| - 1/2 \}",
        args=(SIZE_AVERAGE,),
        keywords=("regression", "Huber"),
    )

    @staticmethod
    def worked(a: Any, values: Known, name: str, at: Place) -> list[str]:
        rules = (r"f(x{i} - t{i})", r"\min(\max(x{i} - t{i}, -1), 1)")
        return summed(a, values, name, at, rules, _loss, _slope)

    def __init__(self, sizeAverage: bool = True) -> None:
        super().__init__(sizeAverage=sizeAverage)

    def _total(self, x: np.ndarray, t: np.ndarray) -> float:
        size = np.abs(x - t)
        return float(np.where(size < 1, 0.5 * size * size, size - 0.5).sum())

    def _slopes(self, x: np.ndarray, t: np.ndarray, out: np.ndarray) -> None:
        np.clip(x - t, -1, 1, out=out)


def _loss(x: float, t: float) -> str:
    if abs(x - t) < 1:
        return rf"\frac{{({difference(x, t)})^2}}{{2}}"
    return f"|{difference(x, t)}| - 0.5"


def _slope(x: float, t: float) -> str:
    return rf"\min(\max({difference(x, t)}, -1), 1)"
