"""nn.NaN: stops where not-a-number first appears. After torch/nn's NaN.lua."""

from __future__ import annotations

from itertools import count
from typing import Any

import numpy as np

from nncore.decorator import OneModule
from nncore.errors import NNError
from nncore.module import Module
from nncore.spec import Children, Int, Spec

_numbers = count(1)


class NaN(OneModule):
    """Hands everything on to its module, and raises an error that says in what the first NaN was found."""

    spec = Spec(
        summary="Watches one module and stops at the first NaN, saying where it came from.",
        formula=r"y = f(x)",
        args=(
            Int("id", "a number to know it by; nothing for the next one", default=None, low=1, optional=True),
        ),
        takes="any",
        label="{id}",
        children=Children("chain", "last", "one module, watched for NaN", wraps=True, least=1, most=1),
        keywords=("debug", "not a number"),
    )

    def __init__(self, module: Module, id: int | None = None) -> None:
        super().__init__(module, id=next(_numbers) if id is None else id)

    def updateOutput(self, input: Any) -> Any:
        super().updateOutput(input)
        self._look(self.output, "output", (input, "the input"), (self.parameters()[0], "the parameters"))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        super().updateGradInput(input, gradOutput)
        self._look(self.gradInput, "gradInput", (gradOutput, "gradOutput"))
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        super().accGradParameters(input, gradOutput, scale)
        self._look(self.parameters()[1], "the gradients of the parameters")

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self.updateGradInput(input, gradOutput)
        self.accGradParameters(input, gradOutput, scale)
        return self.gradInput

    def _look(self, result: Any, what: str, *sources: tuple[Any, str]) -> None:
        """Raises an error if `result` holds NaN, and names the first of its `sources` that does too."""
        if not _hasNaN(result):
            return
        found = next((name for source, name in sources if _hasNaN(source)), what)
        raise NNError(f"there is NaN in {found}", needs="numbers", module=self)

    def __str__(self) -> str:
        return f"nn.NaN({self.args.id}) @ {self.modules[0]}"


def _hasNaN(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.dtype.kind == "f" and bool(np.isnan(value).any())
    return any(map(_hasNaN, value))
