"""nn.ParallelCriterion: a loss for each entry of a table, added. After torch/nn's ParallelCriterion.lua."""

from typing import Any

from nncore.criterions.ClassNLLCriterion import ClassNLLCriterion
from nncore.criterions.MSECriterion import MSECriterion
from nncore.errors import NNError
from nncore.example import Example
from nncore.losses import WEIGHTS, Losses, zerosLike
from nncore.rules import table
from nncore.shapes import Shape
from nncore.spec import Children, Flag, Spec


class ParallelCriterion(Losses):
    """Σ wᵢ Lᵢ(xᵢ, tᵢ): criterion i gets entry i of the input table and of the target table.

    Built with `add(criterion, weight)`. With `repeatTarget` each gets the whole target.
    """

    spec = Spec(
        summary="A weighted sum of losses, one for each entry of the input.",
        formula=r"L = \sum_i w_i L_i(x_i, t_i)",
        args=(Flag("repeatTarget", "whether every criterion gets the whole target", default=False),),
        settings=(WEIGHTS,),
        takes="table",
        children=Children("each", "sum", "a criterion for each entry", criterions=True),
        keywords=("several outputs", "several losses", "multi-task"),
    )
    targets = "table"
    example = Example(
        arguments=lambda draw: {"repeatTarget": False, "weights": (0.5, 2.0)},
        children=lambda draw, a: [MSECriterion(), ClassNLLCriterion()],
        input=lambda draw, a: [draw.uniform(-2, 2, (3, 2)), draw.uniform(-2, 0, (3, 4))],
        target=lambda draw, a, x: [draw.uniform(-2, 2, (3, 2)), draw.integers(1, 5, 3)],
    )

    def __init__(self, repeatTarget: bool = False) -> None:
        super().__init__(repeatTarget=repeatTarget)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        table(x)
        if not a.repeatTarget and target is not None:
            table(target)

    def _share(self, value: Any, index: int) -> Any:
        return _entry(value, index, "input")

    def _target(self, target: Any, index: int) -> Any:
        return target if self.args.repeatTarget or target is None else _entry(target, index, "target")

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        gradients = self._gradients(input, target)
        self.gradInput = gradients + [zerosLike(entry) for entry in input[len(gradients) :]]
        return self.gradInput


def _entry(value: Any, index: int, what: str) -> Any:
    if index >= len(value):
        raise NNError(
            f"the {what} has no entry for this criterion",
            got=f"{len(value)} entries",
            needs=f"at least {index + 1}",
        )
    return value[index]
