"""nn.MarginCriterion: the hinge loss of two classes. After torch/nn's and THNN's MarginCriterion."""

import numpy as np

from nncore.elementwise import SIZE_AVERAGE, Elementwise
from nncore.example import Example
from nncore.spec import Number, Spec


class MarginCriterion(Elementwise):
    """Σ max(0, margin − t x), divided by the number of elements when `sizeAverage`. t: 1 or −1."""

    spec = Spec(
        summary="For two classes, 1 and −1: nothing to pay beyond a margin on the right side.",
        formula=r"L = \frac{1}{n} \sum_i \max(0, m - t_i x_i)",
        args=(Number("margin", "how far on the right side is far enough", default=1),),
        settings=(SIZE_AVERAGE,),
        label="margin {margin}",
        keywords=("hinge", "two classes", "SVM"),
    )
    targets = "signs"
    example = Example(target=lambda draw, a, x: draw.choice([-1.0, 1.0], x.shape))

    def __init__(self, margin: float = 1) -> None:
        super().__init__(margin=margin)

    def _total(self, x: np.ndarray, t: np.ndarray) -> float:
        return float(np.maximum(self.args.margin - x * t, 0).sum())

    def _slopes(self, x: np.ndarray, t: np.ndarray, out: np.ndarray) -> None:
        np.copyto(out, np.where(x * t < self.args.margin, -t, 0))
