"""nn.MultiCriterion: several losses of the same input, added. After torch/nn's MultiCriterion.lua."""

from typing import Any

from nncore.criterions.AbsCriterion import AbsCriterion
from nncore.criterions.MSECriterion import MSECriterion
from nncore.example import Example
from nncore.losses import WEIGHTS, Losses, zerosLike
from nncore.shapes import Shape
from nncore.spec import Children, Spec
from nncore.sums import accumulate


class MultiCriterion(Losses):
    """Σ wᵢ Lᵢ(x, t): every criterion gets the whole input and the whole target.

    Built with `add(criterion, weight)`.
    """

    spec = Spec(
        summary="A weighted sum of several losses of the same input and target.",
        formula=r"L = \sum_i w_i L_i(x, t)",
        settings=(WEIGHTS,),
        takes="any",
        children=Children("all", "sum", "criterions of the same input", criterions=True),
        keywords=("sum", "several losses", "weighted"),
    )
    example = Example(
        children=lambda draw, a: [MSECriterion(), AbsCriterion()],
        arguments=lambda draw: {"weights": (0.5, 2.0)},
        input=lambda draw, a: draw.uniform(-2, 2, (3, 4)),
        target=lambda draw, a, x: draw.uniform(-2, 2, x.shape),
    )

    def __init__(self) -> None:
        super().__init__()

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        """Any; what fits is up to the criterions within."""

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        gradients = self._gradients(input, target)
        self.gradInput = accumulate(self.gradInput, gradients, input) if gradients else zerosLike(input)
        return self.gradInput
