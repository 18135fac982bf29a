"""nn.ZipTableOneToMany: one entry is paired with each of many. After torch/nn's ZipTableOneToMany.lua."""

from typing import Any

from nncore.example import Example
from nncore.routing import Routing
from nncore.rules import table, tableOf
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.sums import accumulate


class ZipTableOneToMany(Routing):
    """{v, {x₁, x₂}} becomes {{v, x₁}, {v, x₂}}. The gradients of v are added up."""

    spec = Spec(
        summary="Pairs its first entry with each entry of the table that is its second.",
        formula=r"y_i = \{v, x_i\}",
        takes="table",
        keywords=("pair", "broadcast"),
    )
    example = Example(
        input=lambda draw, a: [
            draw.uniform(-2, 2, (3, 2)),
            [draw.uniform(-2, 2, (3, 4)) for _ in range(draw.integers(1, 4))],
        ]
    )

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        one, many = tableOf(x, 2)
        return tuple((one, entry) for entry in table(many))

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        one, many = input
        self.output = [[one, entry] for entry in many]
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        kept = self.gradInput[0] if self.gradInput else None
        total = accumulate(kept, [one for one, _ in gradOutput], input[0])
        self.gradInput = [total, [entry for _, entry in gradOutput]]
        return self.gradInput

    @property
    def gradInputEl(self) -> Any:
        """The gradient of the one entry."""
        return self.gradInput[0]
