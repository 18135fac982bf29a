"""nn.CriterionTable: a criterion as a module. After torch/nn's CriterionTable.lua."""

from typing import Any

from nncore.criterion import Criterion
from nncore.errors import NNError
from nncore.example import Example
from nncore.module import Module
from nncore.rules import tableOf
from nncore.shapes import Shape, Tensor
from nncore.spec import Children, Spec
from nncore.tables import keyOf
from nncore.torchform import TorchForm


class CriterionTable(Module):
    """The loss of {input, target}, a number. `gradInput` is {gradient by the input}; gradOutput does not
    count.
    """

    spec = Spec(
        summary="Uses a criterion in the midst of modules: {input, target} gives the loss.",
        formula=r"y = L(x_1, x_2)",
        takes="table",
        children=Children(
            "each", "last", "a criterion of {input, target}", wraps=True, least=1, most=1, criterions=True
        ),
        keywords=("loss", "criterion"),
    )
    torch = TorchForm(children=("criterion",))
    example = Example(
        unreachable="its output is a number, and what comes back is the criterion's own gradient"
    )

    def __init__(self, criterion: Criterion) -> None:
        super().__init__()
        if not isinstance(criterion, Criterion):
            raise NNError(
                "only a criterion can be wrapped",
                got=type(criterion).__name__,
                needs="a criterion, such as nn.MSECriterion()",
                module="CriterionTable",
            )
        self.criterion = criterion

    @staticmethod
    def shape(a: Any, x: Shape, *children: Any) -> Shape:
        tableOf(x, 2)
        return Tensor((1,))

    def outputShape(self, x: Shape) -> Shape:
        try:
            self.criterion.shape(self.criterion.args, *tableOf(x, 2))
        except NNError as error:
            error.module = error.module or self
            raise
        return Tensor((1,))

    def updateOutput(self, input: Any) -> Any:
        if not isinstance(input, (list, tuple)) or len(input) != 2:
            self.promised(input)
        self.output = self.criterion.updateOutput(*input)
        self._shape = keyOf(input)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        if self._shape is None or keyOf(input) != self._shape:
            raise NNError(
                "backward came before forward, or with another input",
                needs="forward with the same input first",
                module=self,
            )
        self.gradInput = [self.criterion.updateGradInput(*input)]
        return self.gradInput
