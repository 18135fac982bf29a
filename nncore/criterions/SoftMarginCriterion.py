"""nn.SoftMarginCriterion: the logistic loss of two classes. After torch/nn and THNN."""

import numpy as np

from nncore.elementwise import SIZE_AVERAGE, Elementwise
from nncore.example import Example
from nncore.spec import Spec


class SoftMarginCriterion(Elementwise):
    """Σ log(1 + e^(−t x)), divided by the number of elements when `sizeAverage`. t: 1 or −1."""

    spec = Spec(
        summary="For two classes, 1 and −1: small when input and target have the same sign.",
        formula=r"L = \frac{1}{n} \sum_i \log(1 + e^{-t_i x_i})",
        settings=(SIZE_AVERAGE,),
        keywords=("logistic", "two classes", "margin"),
    )
    targets = "signs"
    example = Example(target=lambda draw, a, x: draw.choice([-1.0, 1.0], x.shape))

    def __init__(self) -> None:
        super().__init__()

    def _total(self, x: np.ndarray, t: np.ndarray) -> float:
        return float(np.logaddexp(0, -t * x).sum())

    def _slopes(self, x: np.ndarray, t: np.ndarray, out: np.ndarray) -> None:
        with np.errstate(over="ignore"):  # e^large is inf, and the slope 0
            np.divide(-t, 1 + np.exp(t * x), out=out)
