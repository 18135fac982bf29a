"""nn.MapTable: one module for every entry of a table. After torch/nn's MapTable.lua."""

from __future__ import annotations

from typing import Any, Self

from nncore.container import Container
from nncore.errors import NNError
from nncore.module import Module, ShapeFunction
from nncore.rules import table
from nncore.shapes import Shape, said
from nncore.spec import Children, Names, Spec
from nncore.torchform import TorchForm

PARAMETERS = ("weight", "bias", "gradWeight", "gradBias")


class MapTable(Container):
    """Applies its one module to each entry. Every entry has a clone of its own; they share parameters."""

    spec = Spec(
        summary="Applies one module to every entry of a table.",
        formula=r"y = \{f(x_1), f(x_2), \ldots\}",
        args=(
            Names(
                "shared",
                "which attributes the clones share; nothing for weight, bias and their gradients",
                default=None,
            ),
        ),
        takes="table",
        children=Children("every", "table", "one module for every entry", wraps=True, least=1, most=1),
        keywords=("each", "clone", "shared", "siamese"),
    )
    torch = TorchForm(parts=("module",))

    def __init__(self, module: Module | None = None, shared: Any = None) -> None:
        super().__init__(shared=shared)
        if module is not None:
            self.add(module)

    @property
    def module(self) -> Module:
        """The module whose clones see the other entries."""
        return self.modules[0]

    def add(self, module: Module) -> Self:
        """Gives it the one module it applies."""
        if self.modules:
            raise NNError("it has a module already", got=str(module), needs="one module", module=self)
        return super().add(module)

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        entries = table(x, least=0)
        if not children:
            raise NNError("there is no module to apply", needs="one module")
        return tuple(children[min(i, len(children) - 1)](entry) for i, entry in enumerate(entries))

    def holders(self) -> list[tuple[Module, str, str]]:
        return self.module.holders() if self.modules else []

    def zeroGradParameters(self) -> None:
        if self.modules:
            self.module.zeroGradParameters()

    def updateParameters(self, learningRate: float) -> None:
        if self.modules:
            self.module.updateParameters(learningRate)

    def resize(self, count: int) -> None:
        """Has a clone for each of `count` entries, and drops any others."""
        shared = self.args.shared or PARAMETERS
        while len(self.modules) < count:
            self.modules.append(self.module.clone(*shared))
        del self.modules[max(count, 1) :]
        for clone in self.modules[1:]:
            clone.share(self.module, *shared)

    def updateOutput(self, input: Any) -> Any:
        if not isinstance(input, (list, tuple)) or not self.modules:
            self.promised(input)
        self._shape = None
        self.resize(len(input))
        self.output = self._each(lambda i, module: module.updateOutput(input[i]), len(input))
        self._shape = len(input)
        return self.output

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        if self._shape is None:
            super()._checkBack(input, gradOutput)
        for what, value in (("the input", input), ("gradOutput", gradOutput)):
            if not isinstance(value, (list, tuple)) or len(value) != self._shape:
                raise NNError(
                    f"{what} has another number of entries than in forward",
                    got=said(value),
                    needs=f"{self._shape} entries",
                    module=self,
                )

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self.gradInput = self._each(lambda i, m: m.updateGradInput(input[i], gradOutput[i]), len(input))
        return self.gradInput

    def _ready(self, input: Any, gradOutput: Any) -> None:
        self._checkBack(input, gradOutput)
        self._each(lambda i, module: module._ready(input[i], gradOutput[i]), len(input))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._ready(input, gradOutput)
        self._each(lambda i, m: m.accGradParameters(input[i], gradOutput[i], scale), len(input))

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self._ready(input, gradOutput)
        self.gradInput = self._each(lambda i, m: m.backward(input[i], gradOutput[i], scale), len(input))
        return self.gradInput

    def clearState(self) -> Self:
        del self.modules[1:]
        return super().clearState()

    def __str__(self) -> str:
        if not self.modules:
            return "nn.MapTable { }"
        inner = str(self.module).replace("\n", "\n" + " " * 9)
        return f"nn.MapTable {{\n  {inner}\n}}"
