"""nn.CrossEntropyCriterion: LogSoftMax and ClassNLLCriterion. After its namesake in torch/nn."""

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.criterions.ClassNLLCriterion import ClassNLLCriterion
from nncore.elementwise import needed
from nncore.errors import NNError
from nncore.example import Example
from nncore.likelihood import likelihood
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Spec, Values
from nncore.torchform import Told, TorchForm
from nncore.transfer.LogSoftMax import LogSoftMax
from nncore.worked import Place
from nncore.worked import Values as Known


class CrossEntropyCriterion(Criterion):
    """The negative log likelihood of the true class (from 1) under the softmax of the scores, n or N×n.

    As in Torch, sizes of 1 are dropped first: 1×n is one example, and so is N×1.
    """

    spec = Spec(
        summary="How unlikely the true classes are, given plain scores; for classification.",
        formula=r"L = -\frac{1}{N} \sum_i \log \frac{e^{x_{i, t_i}}}{\sum_j e^{x_{i,j}}}",
        args=(
            Values("weights", "one factor for each class; nothing for all 1", default=None),
            Flag("sizeAverage", "whether the sum is divided by the weights of the examples", default=True),
        ),
        keywords=("classification", "softmax", "logits"),
    )
    torch = TorchForm(
        {"weights": Told(lambda f: f["nll"].weights, lambda weights: {})},
        parts=("lsm", "nll"),
    )
    targets = "classes"
    example = Example(
        input=lambda draw, a: draw.uniform(
            -2, 2, (3, len(a.weights) if a.weights and len(a.weights) > 1 else 4)
        ),
        target=lambda draw, a, x: draw.integers(1, x.shape[-1] + 1, x.shape[:-1]),
    )

    @staticmethod
    def worked(a: Any, values: Known, name: str, at: Place) -> list[str]:
        return likelihood(a, values, name, at, True)

    def __init__(self, weights: Any = None, sizeAverage: bool = True) -> None:
        super().__init__(weights=weights, sizeAverage=sizeAverage)
        self.lsm = LogSoftMax()
        self.nll = ClassNLLCriterion(weights, sizeAverage)

    def assign(self, name: str, value: Any) -> None:
        super().assign(name, value)
        self.nll.assign(name, value)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        ClassNLLCriterion.shape(a, _dropped(oneTensor(x)), _dropped(oneTensor(needed(target))))

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        logarithms = self.lsm.updateOutput(_squeezed(input))
        try:
            self.output = self.nll.updateOutput(logarithms, _squeezed(target))
        except NNError as error:
            error.module = type(self).__name__
            raise
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        gradient = self.nll.updateGradInput(self.lsm.output, _squeezed(target))
        self.gradInput = self.lsm.updateGradInput(_squeezed(input), gradient).reshape(input.shape)
        return self.gradInput


def _dropped(x: Tensor) -> Tensor:
    """The shape that Torch's squeeze gives."""
    return Tensor(tuple(dim for dim in x.dims if dim != 1) or (1,))


def _squeezed(value: Any) -> Any:
    """Without the sizes of 1; the array itself where there are none."""
    if type(value) is not np.ndarray or 1 not in value.shape:
        return value
    return value.reshape([size for size in value.shape if size != 1] or 1)
