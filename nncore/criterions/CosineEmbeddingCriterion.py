"""nn.CosineEmbeddingCriterion: the angle between two vectors. After its namesake in torch/nn."""

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.elementwise import needed
from nncore.errors import NNError
from nncore.example import Example
from nncore.pairs import checkSigns, pairOf
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Number, Spec


class CosineEmbeddingCriterion(Criterion):
    """1 − cos where t = 1, max(0, cos − margin) where t = −1, of two vectors n, or N×n row by row.

    The input is a table of the two; the target a sign, or N of them. Averaged over rows when `sizeAverage`.
    """

    spec = Spec(
        summary="Turns pairs that are alike to each other, and others away; takes two vectors.",
        formula=r"L = \left\{ 1 - \cos(x_1, x_2) \;\text{if}\; t = 1,\; \max(0, \cos(x_1, x_2) - m) \right\}",
        args=(
            Number("margin", "the cosine from which unlike pairs cost nothing", default=0, low=-1, high=1),
        ),
        settings=(Flag("sizeAverage", "whether the sum is divided by the number of pairs", default=True),),
        takes="table",
        label="margin {margin}",
        keywords=("embedding", "angle", "similar", "siamese"),
    )
    targets = "signs"
    example = Example(
        input=lambda draw, a: [draw.uniform(-2, 2, (3, 4)) for _ in range(2)],
        target=lambda draw, a, x: draw.choice([-1.0, 1.0], 3),
    )

    def __init__(self, margin: float = 0) -> None:
        super().__init__(margin=margin)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        first, target = pairOf(x), oneTensor(needed(target))
        oneTensor(first, ranks=(1, 2), needs="two vectors n, or two batches N×n")
        if target.dims != (first.dims[:-1] or (1,)):
            raise NNError(
                "there must be one sign for each pair",
                got=f"{target} targets for pairs of {first}",
                needs=f"{Tensor(first.dims[:-1] or (1,))} targets, each 1 or −1",
            )

    def _find(self, input: Any, target: Any) -> None:
        """Notes the cosines of the rows, what they are made of, and what each row costs."""
        self._first, self._second = (np.atleast_2d(entry) for entry in input)
        self._signs = np.asarray(target).reshape(-1)
        checkSigns(self._signs, self)
        self._dot = (self._first * self._second).sum(axis=1)
        self._inverse = [1 / ((v * v).sum(axis=1) + 1e-12) for v in (self._first, self._second)]
        self._scale = np.sqrt(self._inverse[0] * self._inverse[1])
        cosine = self._dot * self._scale
        self._losses = np.where(self._signs == 1, 1 - cosine, np.maximum(cosine - self.args.margin, 0))

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        self._find(input, target)
        total = float(self._losses.sum())
        self.output = total / len(self._losses) if self.args.sizeAverage else total
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        self._find(input, target)
        factor = np.where(self._losses <= 0, 0, -self._signs) * self._scale
        if self.args.sizeAverage:
            factor /= len(factor)
        self.gradInput = [
            self._slope(self._first, self._second, self._inverse[0], factor).reshape(input[0].shape),
            self._slope(self._second, self._first, self._inverse[1], factor).reshape(input[1].shape),
        ]
        return self.gradInput

    def _slope(
        self, one: np.ndarray, other: np.ndarray, inverse: np.ndarray, factor: np.ndarray
    ) -> np.ndarray:
        """The derivative of the cosine by `one`, times `factor`."""
        slope: np.ndarray = (other - (self._dot * inverse)[:, None] * one) * factor[:, None]
        return slope.astype(one.dtype, copy=False)
