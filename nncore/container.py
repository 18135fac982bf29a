"""Modules made of modules. After torch/nn's Container.lua."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

import numpy as np

from nncore.errors import NNError, located
from nncore.module import Module
from nncore.rate import asRate
from nncore.shapes import Shape, said


class Container(Module):
    """Holds its children in `modules`, in order.

    A class whose spec has no `children` is a module that people see as one piece, made of others by its own
    constructor (LayerNormalization): its shape rule knows nothing of them.
    """

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self.modules: list[Module] = []

    def add(self, module: Module) -> Self:
        """Puts `module` behind the children there are; returns the container, so that calls chain."""
        if not isinstance(module, Module):
            raise NNError(
                "only a module can be added",
                got=type(module).__name__,
                needs="a module, such as nn.Tanh()",
                module=self,
            )
        if any(inner is self for inner in module.listModules()):
            raise NNError(
                "a container cannot be put into itself",
                got=module.title(),
                needs="another module",
                module=self,
            )
        self.modules.append(module)
        self._shape = None
        return self

    def get(self, index: int) -> Module:
        """Child number `index`, counted from 1; a negative index counts from the end."""
        whole = isinstance(index, (int, np.integer)) and not isinstance(index, bool)
        position = 0 if not whole else index - 1 if index > 0 else index
        if not whole or index == 0 or not -len(self.modules) <= position < len(self.modules):
            raise NNError(
                "there is no such child",
                got=repr(index),
                needs=f"a number from 1 to {len(self.modules)}",
                module=self,
            )
        return self.modules[position]

    def size(self) -> int:
        """How many children it has."""
        return len(self.modules)

    def children(self) -> list[Module]:
        return self.modules

    def holders(self) -> list[tuple[Module, str, str]]:
        found = super().holders()
        for module in self.modules:
            found += module.holders()
        return found

    def outputShape(self, x: Shape) -> Shape:
        if self.spec.children is None:
            return super().outputShape(x)
        try:
            return self.shape(self.args, x, *(self._childRule(i) for i in range(len(self.modules))))
        except NNError as error:
            if not error.trail:
                error.module = error.module or self
            raise

    def _childRule(self, index: int) -> Any:
        def rule(x: Shape) -> Shape:
            try:
                return self.modules[index].outputShape(x)
            except NNError as error:
                raise error.within(self, index) from None

        return rule

    def zeroGradParameters(self) -> None:
        for module in self.modules:
            module.zeroGradParameters()

    def updateParameters(self, learningRate: float) -> None:
        rate: Any = asRate(learningRate, self.dtype, self)  # once for all
        for module in self.modules:
            module.updateParameters(rate)

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters in all children, in order."""
        for module in self.modules:
            module.reset(stdv)

    def _each(self, call: Callable[[int, Module], Any], count: int | None = None) -> list[Any]:
        """What `call(index, child)` gives for every child, or for `count`; an error says which failed."""
        at = 0
        try:
            results = []
            for at, module in enumerate(self.modules[:count]):
                results.append(call(at, module))
            return results
        except Exception as error:
            raise self._failed(error, at) from None

    def _checkTable(self, what: str, value: Any) -> None:
        """That a value is a table with one entry for each child."""
        if not isinstance(value, (list, tuple)) or len(value) != len(self.modules):
            raise NNError(
                f"{what} needs one entry for each child",
                got=said(value),
                needs=f"a table of {len(self.modules)} entries",
                module=self,
            )

    def _failed(self, error: Exception, index: int) -> NNError:
        """The error as it leaves this container: with the child it came from."""
        return located(error, self, index)
