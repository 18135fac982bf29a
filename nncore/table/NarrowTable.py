"""nn.NarrowTable: some neighbouring entries of a table. After torch/nn's NarrowTable.lua."""

from typing import Any

from nncore.errors import NNError
from nncore.rules import table
from nncore.shapes import Shape, words
from nncore.spec import Int, Spec
from nncore.tables import TableModule, fill


class NarrowTable(TableModule):
    """The `length` entries from `offset` (from 1); a negative length counts from the end."""

    spec = Spec(
        summary="Keeps some neighbouring entries of a table.",
        formula=r"y = \{x_o, \ldots, x_{o+l-1}\}",
        args=(
            Int("offset", "the first entry kept (from 1)", low=1),
            Int("length", "how many are kept; −1 keeps all that follow", default=1),
        ),
        takes="table",
        label="{offset}, {length}",
        keywords=("slice", "part"),
    )

    handsOn = True

    def __init__(self, offset: int, length: int = 1) -> None:
        super().__init__(offset=offset, length=length)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        entries = table(x)
        length = a.length if a.length >= 0 else len(entries) - a.offset + 2 + a.length
        if length < 0 or a.offset - 1 + length > len(entries):
            raise NNError(
                "the table has too few entries", got=words(x), needs=f"{a.offset - 1 + length} entries"
            )
        return entries[a.offset - 1 : a.offset - 1 + length]

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        start = self.args.offset - 1
        self.output = list(input[start : start + len(self.output)])
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        start = self.args.offset - 1
        for i, gradient in enumerate(self.gradInput):
            inside = start <= i < start + len(self.output)
            fill(gradient, gradOutput[i - start] if inside else None)
        return self.gradInput
