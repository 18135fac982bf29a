"""nn.FlattenTable: a table of tables becomes one table. After torch/nn's FlattenTable.lua."""

from collections.abc import Iterator
from typing import Any

from nncore.example import Example
from nncore.routing import Routing
from nncore.rules import table
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.tables import leaves
from nncore.torchform import TorchForm


class FlattenTable(Routing):
    """{x₁, {x₂, {x₃}}} becomes {x₁, x₂, x₃}, to any depth. The tensors are handed on, not copied."""

    spec = Spec(
        summary="Makes one table of a table that holds tables.",
        formula=r"\{x_1, \{x_2, x_3\}\} \mapsto \{x_1, x_2, x_3\}",
        takes="table",
        keywords=("unnest", "nested"),
    )
    example = Example(
        input=lambda draw, a: [
            draw.uniform(-2, 2, (3, 2)),
            [draw.uniform(-2, 2, (3, 4)), [draw.uniform(-2, 2, (3, 1))]],
        ]
    )
    torch = TorchForm(extra={"input_map": []})

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return tuple(leaves(table(x, least=0)))

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output = list(leaves(input))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = _nested(input, iter(gradOutput))
        return self.gradInput


def _nested(like: Any, leaves: Iterator[Any]) -> list[Any]:
    """The leaves in tables as `like` has them."""
    return [_nested(e, leaves) if isinstance(e, (list, tuple)) else next(leaves) for e in like]
