"""nn.ParallelTable: one entry of the input table to each child. After torch/nn's ParallelTable.lua."""

from typing import Any

from nncore import printing
from nncore.container import Container
from nncore.errors import NNError
from nncore.module import ShapeFunction
from nncore.rules import table
from nncore.shapes import Shape, words
from nncore.spec import Children, Spec


class ParallelTable(Container):
    """Child i gets entry i of the input table; the output is the table of their outputs."""

    spec = Spec(
        summary="Gives each child one entry of the table and returns the table of their outputs.",
        formula=r"y = \{f_1(x_1), f_2(x_2), \ldots\}",
        takes="table",
        children=Children("each", "table", "one entry each"),
        keywords=("branches", "several inputs"),
    )

    def __init__(self) -> None:
        super().__init__()

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        entries = table(x, least=0)
        if len(entries) != len(children):
            raise NNError(
                "the table has another number of entries than there are children",
                got=words(x),
                needs=f"{len(children)} entries",
            )
        return tuple(child(entry) for child, entry in zip(children, entries, strict=True))

    def _check(self, input: Any) -> None:
        if type(input) is not list or len(input) != len(self.modules):
            self.promised(input)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = self._each(lambda i, module: module.updateOutput(input[i]))
        return self.output

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        self._checkTable("the input", input)
        self._checkTable("gradOutput", gradOutput)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = self._each(lambda i, module: module.updateGradInput(input[i], gradOutput[i]))
        return self.gradInput

    def _ready(self, input: Any, gradOutput: Any) -> None:
        self._checkBack(input, gradOutput)
        self._each(lambda i, module: module._ready(input[i], gradOutput[i]))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._ready(input, gradOutput)
        self._each(lambda i, module: module.accGradParameters(input[i], gradOutput[i], scale))

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self._ready(input, gradOutput)
        self.gradInput = self._each(lambda i, module: module.backward(input[i], gradOutput[i], scale))
        return self.gradInput

    def __str__(self) -> str:
        return printing.branches(type(self).__name__, self.modules)
