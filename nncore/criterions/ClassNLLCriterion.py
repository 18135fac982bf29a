"""nn.ClassNLLCriterion: how unlikely the true class is. After torch/nn's and THNN's ClassNLLCriterion."""

from typing import Any

import numpy as np

from nncore.classes import classesOf, weightsFit
from nncore.criterion import Criterion
from nncore.elementwise import needed
from nncore.errors import NNError, Repair
from nncore.example import Example
from nncore.likelihood import likelihood
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Flag, Int, Spec, Values
from nncore.torchform import TorchForm
from nncore.worked import Place
from nncore.worked import Values as Known

ROUNDING = 1e-5
"""How far above 0 the logarithm of a probability may come out."""


class ClassNLLCriterion(Criterion):
    """−Σ wₜ xₜ over the examples, divided by Σ wₜ when `sizeAverage`. x: log-probabilities, n or N×n classes.

    The target is the class, counted from 1: a number, or N of them. Examples of class `ignoreIndex` do not
    count. `total_weight` is the last Σ wₜ (Torch's second result).
    """

    spec = Spec(
        summary="How unlikely the true classes are, given log-probabilities; for classification.",
        formula=r"L = -\frac{1}{N} \sum_i x_{i, t_i}",
        backward=r"gradInput_{i, t_i} = -\frac{1}{N}, \quad 0 \text{ elsewhere}",
        args=(
            Values("weights", "one factor for each class; nothing for all 1", default=None),
            Flag("sizeAverage", "whether the sum is divided by the weights of the examples", default=True),
            Int("ignoreIndex", "a class that does not count", default=-100),
        ),
        keywords=("classification", "log likelihood", "cross entropy", "NLL"),
    )
    torch = TorchForm(
        extra={
            "output_tensor": np.zeros(1),
            "total_weight_tensor": np.ones(1),
            "target": np.zeros(1, np.int64),
        }
    )
    targets = "classes"
    example = Example(
        high=-0.01, target=lambda draw, a, x: draw.integers(1, x.shape[-1] + 1, x.shape[:-1] or 1)
    )

    @staticmethod
    def worked(a: Any, values: Known, name: str, at: Place) -> list[str]:
        return likelihood(a, values, name, at, False)

    def __init__(self, weights: Any = None, sizeAverage: bool = True, ignoreIndex: int = -100) -> None:
        super().__init__(weights=weights, sizeAverage=sizeAverage, ignoreIndex=ignoreIndex)
        self.total_weight = 0.0
        self._places = np.empty(0, np.int64)  # of the true classes' scores in the flat input
        self._slopes = np.empty(0)  # of the loss by these scores
        self._found: tuple[Any, bytes] = (None, b"")  # what these two belong to: the kinds and the target

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        x = oneTensor(x, ranks=(1, 2), needs="log-probabilities, classes or N×classes")
        target = oneTensor(needed(target))
        if x.rank == 2 and target.dims != (x.dims[0],):
            raise NNError(
                "there must be one class for each example",
                got=f"{x} log-probabilities for {target} targets",
                needs=f"{x.dims[0]} targets",
            )
        if x.rank == 1 and target.elements != 1:
            raise NNError("one example has one class", got=f"{target} targets", needs="one")
        weightsFit(a.weights, x.dims[-1])

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        self._find(input, target)
        chosen = input.ravel()[self._places]
        if chosen.item(chosen.argmax()) > ROUNDING:
            raise self._noLogarithms(chosen)
        self.output = float(chosen.dot(self._slopes))
        return self.output

    def _noLogarithms(self, chosen: np.ndarray) -> NNError:
        return NNError(
            "the scores are no log-probabilities",
            got=f"{chosen.max():g}",
            needs="numbers up to 0, as LogSoftMax gives them",
            repairs=(Repair("insert LogSoftMax", "insert", "LogSoftMax", {}),),
            module=type(self).__name__,
        )

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        self._find(input, target)
        gradInput = self._gradBuffer(input)
        gradInput.fill(0)
        if self.total_weight > 0:
            gradInput.reshape(-1)[self._places] = self._slopes
        return gradInput

    def _find(self, input: np.ndarray, target: Any) -> None:
        """Notes where the true classes' scores stand and how much each counts, if the target is a new one.

        The same array may hold other classes by now, so its numbers are compared.
        """
        given = np.asarray(target)
        found = self._shape, given.tobytes()  # quicker to compare than classes are to check
        if found[0] is self._found[0] and found[1] == self._found[1]:
            return
        classes, skipped = self._classes(given.reshape(-1), input.shape[-1])
        factors = np.ones(len(classes))
        if self.args.weights is not None:
            factors = np.asarray(self.args.weights, np.float64)[classes - 1]
        if skipped is not None:
            factors[skipped] = 0
        self.total_weight = float(factors.sum())
        share = self.total_weight if self.args.sizeAverage and self.total_weight else 1.0
        self._slopes = (factors / -share).astype(self.dtype)
        self._places = np.arange(-1, input.size - 1, input.shape[-1]) + classes
        self._found = found

    def _classes(self, given: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray | None]:
        """The classes, and which examples do not count (their class is then 1); None if all do."""
        ignored = self.args.ignoreIndex
        if ignored < 1:  # then it is no class, and is looked for only where something is none
            try:
                return classesOf(given, count, self), None
            except NNError:
                if not (given == ignored).any():
                    raise
        skipped = given == ignored
        classes = classesOf(np.where(skipped, 1, given), count, self)
        return classes, skipped if skipped.any() else None
