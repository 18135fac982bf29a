"""nn.ZipTable: tables of tensors are paired entry by entry. After torch/nn's ZipTable.lua."""

from typing import Any

from nncore.errors import NNError
from nncore.example import Example
from nncore.routing import Routing
from nncore.rules import table
from nncore.shapes import Shape, words
from nncore.spec import Spec


class ZipTable(Routing):
    """{{a₁, a₂}, {b₁, b₂}} becomes {{a₁, b₁}, {a₂, b₂}}. The tensors are handed on, not copied."""

    spec = Spec(
        summary="Pairs the entries of several tables, first with first and so on.",
        formula=r"y_{ij} = x_{ji}",
        takes="table",
        keywords=("transpose", "pair"),
    )
    example = Example(
        input=lambda draw, a: [
            [draw.uniform(-2, 2, (3, size)) for size in (2, 4)] for _ in range(draw.integers(1, 4))
        ]
    )

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        rows = [table(entry) for entry in table(x)]
        if len({len(row) for row in rows}) > 1:
            raise NNError("the tables differ in length", got=words(x), needs="tables of one length")
        return tuple(zip(*rows, strict=True))

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = [list(entries) for entries in zip(*input, strict=True)]
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = [list(entries) for entries in zip(*gradOutput, strict=True)]
        return self.gradInput
