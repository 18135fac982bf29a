"""nn.MarginRankingCriterion: which of two is the larger. After torch/nn's MarginRankingCriterion.lua."""

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.elementwise import needed
from nncore.errors import NNError
from nncore.example import Example
from nncore.pairs import pairOf
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Flag, Number, Spec


class MarginRankingCriterion(Criterion):
    """Σ max(0, margin − t (x₁ − x₂)) of a table of two tensors; averaged when `sizeAverage`.

    t = 1 says that x₁ shall be the larger, −1 that x₂ shall; one for each pair, or one number.
    """

    spec = Spec(
        summary="One of two scores shall exceed the other by a margin.",
        formula=r"L = \frac{1}{N} \sum_i \max(0, m - t_i (x_{1,i} - x_{2,i}))",
        args=(Number("margin", "by how much one must exceed the other", default=1),),
        settings=(Flag("sizeAverage", "whether the sum is divided by the number of pairs", default=True),),
        takes="table",
        label="margin {margin}",
        keywords=("ranking", "hinge", "order"),
    )
    targets = "signs"
    example = Example(
        input=lambda draw, a: [draw.uniform(-2, 2, 4) for _ in range(2)],
        target=lambda draw, a, x: draw.choice([-1.0, 1.0], 4),
    )

    def __init__(self, margin: float = 1) -> None:
        super().__init__(margin=margin)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        first, target = pairOf(x), oneTensor(needed(target))
        if target.elements not in (1, first.elements):
            raise NNError(
                "there must be one sign for each pair",
                got=f"{target} targets for pairs of {first}",
                needs=f"{first} targets, or one for all, each 1 or −1",
            )

    def _excess(self, input: Any, target: Any) -> tuple[np.ndarray, np.ndarray]:
        """margin − t (x₁ − x₂), and t in the same shape."""
        sign = np.asarray(target)
        sign = sign.reshape(input[0].shape) if sign.size > 1 else np.full(input[0].shape, sign)
        return self.args.margin - sign * (input[0] - input[1]), sign

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        excess, _ = self._excess(input, target)
        total = float(np.maximum(excess, 0).sum())
        self.output = total / len(excess) if self.args.sizeAverage else total
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        excess, sign = self._excess(input, target)
        slope = np.where(excess >= 0, sign, 0).astype(input[0].dtype)
        if self.args.sizeAverage:
            slope /= len(excess)
        self.gradInput = [-slope, slope]
        return self.gradInput
