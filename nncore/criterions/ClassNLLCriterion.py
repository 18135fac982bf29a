"""nn.ClassNLLCriterion: how unlikely the true class is. After torch/nn's and THNN's ClassNLLCriterion.c."""

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.errors import NNError
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Flag, Int, Spec, Values


class ClassNLLCriterion(Criterion):
    """−Σ wₜ xₜ over the examples, divided by Σ wₜ when `sizeAverage`. x: log-probabilities, n or N×n classes.

    The target is the class, counted from 1: a number, or N of them. Examples of class `ignoreIndex` do not
    count.
    """

    spec = Spec(
        summary="How unlikely the true classes are, given log-probabilities; for classification.",
        formula=r"L = -\frac{1}{N} \sum_i x_{i, t_i}",
        args=(
            Values("weights", "one factor for each class; nothing for all 1", default=None),
            Flag("sizeAverage", "whether the sum is divided by the weights of the examples", default=True),
            Int("ignoreIndex", "a class that does not count", default=-100),
        ),
        keywords=("classification", "log likelihood", "cross entropy", "NLL"),
    )

    def __init__(self, weights: Any = None, sizeAverage: bool = True, ignoreIndex: int = -100) -> None:
        super().__init__(weights=weights, sizeAverage=sizeAverage, ignoreIndex=ignoreIndex)
        self.total_weight = 0.0

    @staticmethod
    def shape(a: Any, x: Shape, target: Shape) -> None:
        x = oneTensor(x, ranks=(1, 2), needs="log-probabilities, classes or N×classes")
        target = oneTensor(target)
        if x.rank == 2 and target.dims != (x.dims[0],):
            raise NNError(
                "there must be one class for each example",
                got=f"{x} log-probabilities for {target} targets",
                needs=f"{x.dims[0]} targets",
            )
        if x.rank == 1 and target.elements != 1:
            raise NNError("one example has one class", got=f"{target} targets", needs="one")
        if a.weights is not None and len(a.weights) != x.dims[-1]:
            raise NNError(
                "weights has another size than the classes",
                got=str(len(a.weights)),
                needs=f"{x.dims[-1]} weights",
            )

    def _classes(self, input: np.ndarray, target: Any) -> tuple[np.ndarray, np.ndarray]:
        """The class (from 0) and the weight of each example.

        Raises:
            NNError: for a class that is not whole, or not between 1 and their number.
        """
        given = np.atleast_1d(np.asarray(target))
        whole = given.astype(np.int64)
        skipped = whole == self.args.ignoreIndex
        bad = ((whole < 1) | (whole > input.shape[-1]) | (whole != given)) & ~skipped
        if bad.any():
            hint = ". Torch counts classes from 1" if (whole == 0).any() else ""
            raise NNError(
                "a target is out of range",
                got=f"{given[bad][0]:g}",
                needs=f"a class from 1 to {input.shape[-1]}{hint}",
                module=type(self).__name__,
            )
        classes = np.where(skipped, 0, whole - 1)
        factors = self.args.weights
        weights = np.ones(len(classes)) if factors is None else np.asarray(factors)[classes]
        return classes, np.where(skipped, 0.0, weights)

    def updateOutput(self, input: Any, target: Any) -> float:
        self._check(input, target)
        rows = input.reshape(-1, input.shape[-1])
        classes, weights = self._classes(input, target)
        self.total_weight = float(weights.sum())
        total = -float(np.dot(rows[np.arange(len(classes)), classes], weights))
        self.output = total / self.total_weight if self.args.sizeAverage and self.total_weight else total
        return self.output

    def updateGradInput(self, input: Any, target: Any) -> Any:
        self._check(input, target)
        classes, weights = self._classes(input, target)
        if self.gradInput.shape != input.shape:
            self.gradInput = np.empty_like(input)
        self.gradInput.fill(0)
        share = weights / weights.sum() if self.args.sizeAverage and weights.sum() else weights
        self.gradInput.reshape(-1, input.shape[-1])[np.arange(len(classes)), classes] = -share
        return self.gradInput
