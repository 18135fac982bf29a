"""nn.SelectTable: one entry of a table. After torch/nn's SelectTable.lua."""

from typing import Any

from nncore.errors import NNError
from nncore.rules import table
from nncore.shapes import Shape, words
from nncore.spec import Int, Spec
from nncore.tables import TableModule, fill


class SelectTable(TableModule):
    """Entry `index` (from 1; negative counts from the end); the others get a gradient of zero."""

    spec = Spec(
        summary="Picks one entry of a table.",
        formula=r"y = x_i",
        args=(Int("index", "which entry (from 1; negative counts from the end)"),),
        takes="table",
        label="{index}",
        keywords=("pick", "get"),
    )

    handsOn = True

    def __init__(self, index: int) -> None:
        super().__init__(index=index)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        entries = table(x)
        at: int = a.index - 1 if a.index > 0 else len(entries) + a.index
        if a.index == 0 or not 0 <= at < len(entries):
            raise NNError(
                f"the table has no entry {a.index}", got=words(x), needs=f"an index from 1 to {len(entries)}"
            )
        return entries[at]

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self._at = self.args.index - 1 if self.args.index > 0 else len(input) + self.args.index
        self.output = input[self._at]
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        for i, gradient in enumerate(self.gradInput):
            fill(gradient, gradOutput if i == self._at else None)
        return self.gradInput

    def __str__(self) -> str:
        return f"nn.SelectTable({self.args.index})"
