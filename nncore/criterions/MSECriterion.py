"""nn.MSECriterion: the mean squared error. After torch/nn's MSECriterion.lua."""

from typing import Any

import numpy as np

from nncore.elementwise import SIZE_AVERAGE, Elementwise
from nncore.spec import Spec


class MSECriterion(Elementwise):
    """Σ (x − t)², divided by the number of elements when `sizeAverage`. Input and target need as many."""

    spec = Spec(
        summary="The mean of the squared differences; for regression.",
        formula=r"L = \frac{1}{n} \sum_i (x_i - t_i)^2",
        args=(SIZE_AVERAGE,),
        keywords=("regression", "squared error", "L2"),
    )

    def __init__(self, sizeAverage: bool = True) -> None:
        super().__init__(sizeAverage=sizeAverage)

    def _total(self, x: np.ndarray, t: np.ndarray) -> float:
        difference: Any = np.subtract(x, t, out=self._gradBuffer(x)).ravel()
        return float(np.dot(difference, difference))

    def _slopes(self, x: np.ndarray, t: np.ndarray, out: np.ndarray) -> None:
        np.subtract(x, t, out=out)
        out *= 2
