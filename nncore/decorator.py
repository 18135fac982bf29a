"""Containers that wrap one module and stand in its place. After torch/nn's Decorator.lua."""

from __future__ import annotations

from typing import Any

from nncore.container import Container
from nncore.module import Module, ShapeFunction
from nncore.shapes import Shape


class OneModule(Container):
    """Hands everything on to the one module it holds, `modules[0]`."""

    def __init__(self, module: Module, **args: Any) -> None:
        super().__init__(**args)
        self.add(module)

    @property
    def module(self) -> Module:
        """The module it holds."""
        return self.modules[0]

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        return children[0](x)

    def updateOutput(self, input: Any) -> Any:
        self.output = self._call("updateOutput", input)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self.gradInput = self._call("updateGradInput", input, gradOutput)
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._call("accGradParameters", input, gradOutput, scale)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self.gradInput = self._call("backward", input, gradOutput, scale)
        return self.gradInput

    def _ready(self, input: Any, gradOutput: Any) -> None:
        self._call("_ready", input, gradOutput)

    def _call(self, method: str, *values: Any) -> Any:
        """What the inner module's `method` gives; an error says that it came from there."""
        try:
            return getattr(self.modules[0], method)(*values)
        except Exception as error:
            raise self._failed(error, 0) from None
