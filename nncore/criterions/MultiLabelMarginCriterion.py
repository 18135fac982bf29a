"""nn.MultiLabelMarginCriterion: several true classes at once, by a margin. After torch/nn's and THNN's."""

from typing import Any

import numpy as np

from nncore.classes import classesOf
from nncore.criterion import Criterion
from nncore.elementwise import needed
from nncore.errors import NNError
from nncore.example import Draw, Example
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Flag, Spec


class MultiLabelMarginCriterion(Criterion):
    """Σ max(0, 1 − xₜ + xⱼ) over the true classes t and the others j, divided by the number of classes n.

    Summed over the examples, and divided by their number when `sizeAverage`. x: scores, n or N×n. The target
    has the shape of the input: each row names the true classes, from 1; what follows its first 0 is skipped.
    """

    spec = Spec(
        summary="For several true classes at once: each must win over all others by 1; takes scores.",
        formula=r"L = \frac{1}{n} \sum_{t} \sum_{j \notin T} \max(0, 1 - x_t + x_j)",
        settings=(Flag("sizeAverage", "whether the sum is divided by the number of examples", default=True),),
        keywords=("hinge", "labels", "several classes"),
    )
    targets = "labels"
    example = Example(target=lambda draw, a, x: _draw(draw, x))

    def __init__(self) -> None:
        super().__init__()

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        x = oneTensor(x, ranks=(1, 2), needs="scores, n or N×n")
        if oneTensor(needed(target)).dims != x.dims:
            raise NNError(
                "the target has another shape than the input", got=f"{target} for {x}", needs=str(x)
            )

    def _excess(self, input: np.ndarray, target: Any) -> tuple[np.ndarray, np.ndarray]:
        """How often each class is named (N×n), and by how much each j comes too near to each i (N×n×n)."""
        count = input.shape[-1]
        scores = input.reshape(-1, count)
        labels = classesOf(target, count, self, low=0).reshape(-1, count)
        labels = np.where(np.cumprod(labels != 0, axis=1), labels, 0)
        named = (labels[:, :, None] == np.arange(1, count + 1)).sum(axis=1)
        excess = np.maximum(1 - scores[:, :, None] + scores[:, None, :], 0)
        return named, np.where(named[:, None, :] > 0, 0, excess)

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        named, excess = self._excess(input, target)
        self.output = float((named[:, :, None] * excess).sum()) / self._divisor(named)
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        named, excess = self._excess(input, target)
        pairs = named[:, :, None] * (excess > 0)
        slopes = (pairs.sum(axis=1) - pairs.sum(axis=2)) / self._divisor(named)
        out = self._gradBuffer(input)
        np.copyto(out, slopes.reshape(input.shape), casting="same_kind")
        return out

    def _divisor(self, named: np.ndarray) -> int:
        return int(named.size if self.args.sizeAverage else named.shape[1])


def _draw(draw: Draw, x: np.ndarray) -> np.ndarray:
    """For each row a few different classes, then zeros."""
    rows = np.zeros(x.shape).reshape(-1, x.shape[-1])
    for row in rows:
        some = int(draw.integers(0, row.size + 1))
        row[:some] = draw.permutation(row.size)[:some] + 1
    return rows.reshape(x.shape)
