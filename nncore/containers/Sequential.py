"""nn.Sequential: modules one after another. After torch/nn's Sequential.lua."""

from typing import Any, Self

from nncore import printing
from nncore.container import Container
from nncore.errors import NNError
from nncore.module import Module, ShapeFunction
from nncore.shapes import Shape
from nncore.spec import Children, Spec


class Sequential(Container):
    """Feeds each child with the output of the one before; the last child's output is its own."""

    spec = Spec(
        summary="Applies its children one after another.",
        formula=r"h(x) = f_n(\ldots f_2(f_1(x)))",
        takes="any",
        children=Children("chain", "last", "in order"),
        keywords=("chain", "stack", "feed-forward"),
    )

    def __init__(self) -> None:
        super().__init__()

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        for child in children:
            x = child(x)
        return x

    def insert(self, module: Module, index: int | None = None) -> Self:
        """Puts `module` before child number `index` (from 1); without it, behind all."""
        at = len(self.modules) + 1 if index is None else index
        if not isinstance(at, int) or not 1 <= at <= len(self.modules) + 1:
            raise NNError(
                "there is no such place",
                got=repr(index),
                needs=f"a number from 1 to {len(self.modules) + 1}",
                module=self,
            )
        self.add(module)
        self.modules.insert(at - 1, self.modules.pop())
        return self

    def remove(self, index: int | None = None) -> Module:
        """Takes out child number `index` (from 1; without it the last) and returns it."""
        module = self.get(len(self.modules) if index is None else index)
        at = len(self.modules) - 1 if index is None else index - 1 if index > 0 else index
        del self.modules[at]
        return module

    def updateOutput(self, input: Any) -> Any:
        modules, at = self.modules, 0
        try:
            for at in range(len(modules)):
                input = modules[at].updateOutput(input)
        except Exception as error:
            raise self._failed(error, at) from None
        self.output = input
        return input

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        modules, at = self.modules, 0
        try:
            for at in range(len(modules) - 1, -1, -1):
                gradOutput = modules[at].updateGradInput(modules[at - 1].output if at else input, gradOutput)
        except Exception as error:
            raise self._failed(error, at) from None
        self.gradInput = gradOutput
        return gradOutput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        modules, at = self.modules, 0
        try:
            self._checkFirst(input)
            for at in range(len(modules) - 1, -1, -1):
                modules[at].accGradParameters(modules[at - 1].output if at else input, gradOutput, scale)
                gradOutput = modules[at].gradInput
        except Exception as error:
            raise self._failed(error, at) from None

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        modules, at = self.modules, 0
        try:
            self._checkFirst(input)
            for at in range(len(modules) - 1, -1, -1):
                gradOutput = modules[at].backward(modules[at - 1].output if at else input, gradOutput, scale)
        except Exception as error:
            raise self._failed(error, at) from None
        self.gradInput = gradOutput
        return gradOutput

    def _checkFirst(self, input: Any) -> None:
        """The first child comes last, when all others have accumulated: so it looks at the input before."""
        if len(self.modules) > 1:
            self.modules[0]._ready(input, self.modules[0].output)

    def _ready(self, input: Any, gradOutput: Any) -> None:
        modules, at = self.modules, 0
        try:
            self._checkFirst(input)
            if modules:
                at = len(modules) - 1
                modules[at]._ready(modules[at - 1].output if at else input, gradOutput)
        except Exception as error:
            raise self._failed(error, at) from None

    def __str__(self) -> str:
        return printing.chain(self.modules)
