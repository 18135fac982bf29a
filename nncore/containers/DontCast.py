"""nn.DontCast: a module that keeps its number type. After torch/nn's DontCast.lua."""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.decorator import OneModule
from nncore.described import dtypeOf
from nncore.example import Example
from nncore.module import Module
from nncore.spec import Children, Flag, Spec, Text


class DontCast(OneModule):
    """Its module stays as it is when `float()` or `double()` turns the network around it.

    With `castin` the input is converted to the module's type, and with `castout` (as `castin` unless given)
    the output back to the network's; the gradients likewise.
    """

    spec = Spec(
        summary="Keeps one module's number type when the network's is changed.",
        formula=r"y = f(x)",
        args=(
            Flag("castin", "whether inputs are converted to the module's type", default=False),
            Flag("castout", "whether outputs are converted back; nothing for as castin", default=None),
            Text("moduleType", "the type of the module; nothing for what it is", default=None, optional=True),
        ),
        takes="any",
        children=Children("chain", "last", "one module that keeps its type", wraps=True, least=1, most=1),
        keywords=("type", "float", "double"),
    )
    example = Example(arguments=lambda draw: {"castin": True})  # without, it fits no network of another type
    keepsType = ("modules",)

    def __init__(
        self,
        module: Module,
        castin: bool = False,
        castout: bool | None = None,
        moduleType: str | None = None,
    ) -> None:
        super().__init__(module, castin=castin, castout=castout, moduleType=moduleType)

    def _inner(self, value: Any) -> Any:
        """A value as it is handed to the module."""
        if not self.args.castin:
            return value
        return _cast(value, dtypeOf(self.args.moduleType) if self.args.moduleType else self.modules[0].dtype)

    def _outer(self, value: Any) -> Any:
        """What came from the module as it is handed on."""
        casts = self.args.castin if self.args.castout is None else self.args.castout
        return _cast(value, self.dtype) if casts else value

    def updateOutput(self, input: Any) -> Any:
        self.output = self._outer(super().updateOutput(self._inner(input)))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        gradInput = super().updateGradInput(self._inner(input), self._back(gradOutput))
        self.gradInput = _cast(gradInput, self.dtype) if self.args.castin else gradInput
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        super().accGradParameters(self._inner(input), self._back(gradOutput), scale)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self.updateGradInput(input, gradOutput)
        self.accGradParameters(input, gradOutput, scale)
        return self.gradInput

    def _back(self, gradOutput: Any) -> Any:
        """The gradient as the module takes it."""
        if self.modules[0].dtype == self.dtype:
            return gradOutput
        casts = self.args.castin if self.args.castout is None else self.args.castout
        return _cast(gradOutput, self.modules[0].dtype) if casts else gradOutput

    def __str__(self) -> str:
        return f"nn.DontCast @ {self.modules[0]}"


def _cast(value: Any, dtype: np.dtype[Any]) -> Any:
    if isinstance(value, (list, tuple)):
        return [_cast(entry, dtype) for entry in value]
    real = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return value.astype(dtype, copy=False) if real else value
