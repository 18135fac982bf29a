"""nn.DistKLDivCriterion: how far a distribution is from another. After torch/nn's and THNN's."""

import numpy as np

from nncore.elementwise import SIZE_AVERAGE, Elementwise
from nncore.example import Example
from nncore.spec import Spec


class DistKLDivCriterion(Elementwise):
    """Σ t (log t − x) over the t above 0, divided by the number of elements when `sizeAverage`.

    x: logarithms of probabilities (LogSoftMax); t: probabilities.
    """

    spec = Spec(
        summary="The Kullback-Leibler divergence of given probabilities from log-probabilities.",
        formula=r"L = \frac{1}{n} \sum_i t_i (\log t_i - x_i)",
        settings=(SIZE_AVERAGE,),
        keywords=("Kullback", "Leibler", "distribution", "relative entropy"),
    )
    targets = "shares"
    example = Example(target=lambda draw, a, x: draw.uniform(0, 1, x.shape))

    def __init__(self) -> None:
        super().__init__()

    def _total(self, x: np.ndarray, t: np.ndarray) -> float:
        positive = t > 0
        logarithms = np.log(t, out=np.zeros(t.shape), where=positive)
        return float(np.where(positive, t * (logarithms - x), 0).sum())

    def _slopes(self, x: np.ndarray, t: np.ndarray, out: np.ndarray) -> None:
        np.copyto(out, np.where(t > 0, -t, 0))
