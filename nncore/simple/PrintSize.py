"""nn.PrintSize: says what passes by. After torch/nn's PrintSize.lua."""

from typing import Any

from nncore.shapes import said, words
from nncore.simple.Identity import Identity
from nncore.spec import Spec, Text


class PrintSize(Identity):
    """y = x, for a tensor or a table; prints the sizes of the input and, on the way back, of the gradient."""

    spec = Spec(
        summary="Hands its input on and prints its size.",
        formula=r"y = x",
        args=(Text("prefix", "what is printed in front", default="PrintSize"),),
        takes="any",
        keywords=("debug", "shape"),
    )

    def __init__(self, prefix: str = "PrintSize") -> None:
        super().__init__(prefix=prefix)

    def updateOutput(self, input: Any) -> Any:
        print(f"{self.args.prefix}:input {words(self.promised(input))}")
        return super().updateOutput(input)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        print(f"{self.args.prefix}:gradOutput {said(gradOutput)}")
        return super().updateGradInput(input, gradOutput)
