"""nn.MultiLabelSoftMarginCriterion: Sigmoid and BCECriterion. After its namesake in torch/nn."""

from typing import Any

from nncore.criterion import Criterion
from nncore.criterions.BCECriterion import BCECriterion
from nncore.errors import NNError
from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Flag, Spec, Values
from nncore.torchform import Told, TorchForm
from nncore.transfer.Sigmoid import Sigmoid


class MultiLabelSoftMarginCriterion(Criterion):
    """−Σ wⱼ (t log σ(x) + (1 − t) log(1 − σ(x))), averaged over the elements when `sizeAverage`.

    x: scores; t: 1 for each class that is true, 0 for the others, in the same shape. With `weights`, one for
    each class, the input is n or N×n.
    """

    spec = Spec(
        summary="For several true classes at once: a yes-or-no loss for each class; takes scores.",
        formula=r"L = -\frac{1}{n} \sum_i t_i \log \sigma(x_i) + (1 - t_i) \log(1 - \sigma(x_i))",
        args=(
            Values("weights", "one factor for each class; nothing for all 1", default=None),
            Flag("sizeAverage", "whether the sum is divided by the number of elements", default=True),
        ),
        keywords=("labels", "several classes", "sigmoid", "cross entropy"),
    )
    torch = TorchForm(
        {"weights": Told(lambda f: f["nll"].weights, lambda weights: {})},
        parts=("lsm", "nll"),
    )
    targets = "shares"
    example = Example(target=lambda draw, a, x: draw.integers(0, 2, x.shape) * 1.0)

    def __init__(self, weights: Any = None, sizeAverage: bool = True) -> None:
        super().__init__(weights=weights, sizeAverage=sizeAverage)
        self.lsm = Sigmoid()
        self.nll = BCECriterion(weights, sizeAverage)

    def assign(self, name: str, value: Any) -> None:
        super().assign(name, value)
        self.nll.assign(name, value)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        BCECriterion.shape(a, x, target)

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        try:
            self.output = self.nll.updateOutput(self.lsm.updateOutput(input), target)
        except NNError as error:
            error.module = type(self).__name__
            raise
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        gradient = self.nll.updateGradInput(self.lsm.output, target)
        self.gradInput = self.lsm.updateGradInput(input, gradient)
        return self.gradInput
