"""nn.MultiMarginCriterion: the hinge loss of many classes. After torch/nn and THNN."""

from typing import Any

import numpy as np

from nncore.classes import classesOf, weightsFit
from nncore.criterion import Criterion
from nncore.elementwise import needed
from nncore.errors import NNError
from nncore.example import Example
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Int, Number, Spec, Values


class MultiMarginCriterion(Criterion):
    """Σ wₜ max(0, margin − xₜ + xⱼ)ᵖ over the classes j ≠ t, divided by their number n. x: scores, n or N×n.

    Summed over the examples, and divided by their number when `sizeAverage`. The target is the class, from 1.
    """

    spec = Spec(
        summary="For many classes: the true one must win by a margin; takes scores.",
        formula=r"L = \frac{1}{n} \sum_{j \neq t} \max(0, m - x_t + x_j)^p",
        args=(
            Int("p", "the power of each excess, 1 or 2", default=1, low=1, high=2),
            Values("weights", "one factor for each class; nothing for all 1", default=None),
            Number("margin", "by how much the true class must win", default=1),
        ),
        settings=(Flag("sizeAverage", "whether the sum is divided by the number of examples", default=True),),
        keywords=("hinge", "classification", "SVM"),
    )
    targets = "classes"
    example = Example(target=lambda draw, a, x: draw.integers(1, x.shape[-1] + 1, x.shape[:-1] or 1))

    def __init__(self, p: int = 1, weights: Any = None, margin: float = 1) -> None:
        super().__init__(p=p, weights=weights, margin=margin)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        x = oneTensor(x, ranks=(1, 2), needs="scores, n or N×n")
        target = oneTensor(needed(target))
        if target.dims != (x.dims[:-1] or (1,)):
            raise NNError(
                "there must be one class for each example",
                got=f"{target} targets for {x} scores",
                needs=f"{Tensor(x.dims[:-1] or (1,))} targets",
            )
        weightsFit(a.weights, x.dims[-1])

    def _excess(self, input: np.ndarray, target: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """By how much each class comes too near (N×n), the true classes (N×1), the examples' weights."""
        scores = input.reshape(-1, input.shape[-1])
        true = classesOf(target, input.shape[-1], self).reshape(-1, 1) - 1
        excess = self.args.margin - np.take_along_axis(scores, true, axis=1) + scores
        np.put_along_axis(excess, true, 0, axis=1)
        weights = np.ones(true.shape) if self.args.weights is None else np.asarray(self.args.weights)[true]
        return np.maximum(excess, 0), true, weights

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        excess, _, weights = self._excess(input, target)
        self.output = float((excess**self.args.p * weights).sum()) / self._divisor(excess)
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        excess, true, weights = self._excess(input, target)
        slopes = (2 * excess if self.args.p == 2 else excess > 0) * weights / self._divisor(excess)
        np.put_along_axis(slopes, true, -slopes.sum(axis=1, keepdims=True), axis=1)
        out = self._gradBuffer(input)
        np.copyto(out, slopes.reshape(input.shape), casting="same_kind")
        return out

    def _divisor(self, excess: np.ndarray) -> int:
        return excess.size if self.args.sizeAverage else excess.shape[1]
