"""nn.HingeEmbeddingCriterion: small distances for pairs alike, large for others. After torch/nn's."""

import numpy as np

from nncore.elementwise import SIZE_AVERAGE, Elementwise
from nncore.example import Example
from nncore.pairs import checkSigns
from nncore.spec import Number, Spec


class HingeEmbeddingCriterion(Elementwise):
    """Σ x where t = 1, and max(0, margin − x) where t = −1; averaged over the elements when `sizeAverage`.

    x: distances, such as PairwiseDistance gives.
    """

    spec = Spec(
        summary="Draws pairs that are alike together, and others apart up to a margin; takes distances.",
        formula=r"L = \frac{1}{n} \sum_i \left\{ x_i \;\text{if}\; t_i = 1,\; \max(0, m - x_i) \right\}",
        args=(Number("margin", "the distance from which unlike pairs cost nothing", default=1),),
        settings=(SIZE_AVERAGE,),
        label="margin {margin}",
        keywords=("embedding", "distance", "similar", "siamese"),
    )
    targets = "signs"
    example = Example(target=lambda draw, a, x: draw.choice([-1.0, 1.0], x.shape))

    def __init__(self, margin: float = 1) -> None:
        super().__init__(margin=margin)

    def _total(self, x: np.ndarray, t: np.ndarray) -> float:
        checkSigns(t, self)
        return float(np.where(t == 1, x, np.maximum(self.args.margin - x, 0)).sum())

    def _slopes(self, x: np.ndarray, t: np.ndarray, out: np.ndarray) -> None:
        np.copyto(out, t)
        out[(t == -1) & (x > self.args.margin)] = 0
