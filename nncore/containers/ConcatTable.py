"""nn.ConcatTable: one input to several modules, outputs as a table. After torch/nn's ConcatTable.lua."""

from typing import Any

from nncore import printing
from nncore.container import Container
from nncore.module import ShapeFunction
from nncore.shapes import Shape
from nncore.spec import Children, Spec
from nncore.sums import accumulate


class ConcatTable(Container):
    """Gives each child the whole input; the output is the table of theirs. Their gradients are added."""

    spec = Spec(
        summary="Gives its input to each child and returns the table of their outputs.",
        formula=r"y = \{f_1(x), f_2(x), \ldots\}",
        takes="any",
        children=Children("all", "table", "each gets the whole input"),
        keywords=("fork", "branch", "residual"),
    )

    def __init__(self) -> None:
        super().__init__()

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        return tuple(child(x) for child in children)

    def updateOutput(self, input: Any) -> Any:
        self.output = self._each(lambda i, module: module.updateOutput(input))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkTable("gradOutput", gradOutput)
        return self._sum(input, self._each(lambda i, module: module.updateGradInput(input, gradOutput[i])))

    def _ready(self, input: Any, gradOutput: Any) -> None:
        self._checkTable("gradOutput", gradOutput)
        self._each(lambda i, module: module._ready(input, gradOutput[i]))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._ready(input, gradOutput)
        self._each(lambda i, module: module.accGradParameters(input, gradOutput[i], scale))

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self._ready(input, gradOutput)
        return self._sum(input, self._each(lambda i, module: module.backward(input, gradOutput[i], scale)))

    def _sum(self, input: Any, gradients: list[Any]) -> Any:
        self.gradInput = accumulate(self.gradInput, gradients, input)
        return self.gradInput

    def __str__(self) -> str:
        return printing.branches(type(self).__name__, self.modules)
