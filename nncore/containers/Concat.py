"""nn.Concat: one input to several modules, their outputs joined. After torch/nn's Concat.lua."""

from typing import Any

import numpy as np

from nncore import printing
from nncore.container import Container
from nncore.errors import NNError
from nncore.module import ShapeFunction
from nncore.rules import axisOf, joined, oneTensor
from nncore.shapes import Shape, Tensor, said
from nncore.spec import Children, Int, Spec
from nncore.sums import accumulate
from nncore.torchform import TorchForm

Window = tuple[slice, ...]


class Concat(Container):
    """Gives each child the whole input; joins their outputs along `dimension` (from 1, the batch counted)."""

    spec = Spec(
        summary="Gives its input to each child and joins their outputs along a dimension.",
        formula=r"y = [f_1(x) \; f_2(x) \; \ldots]",
        args=(
            Int(
                "dimension", "along which dimension the outputs are joined (from 1, the batch counted)", low=1
            ),
        ),
        takes="any",
        label="{dimension}",
        children=Children("all", "tensor", "side by side, then concatenated", least=1),
        keywords=("branches", "join", "inception"),
    )
    torch = TorchForm(extra={"outputSize": ()})

    def __init__(self, dimension: int) -> None:
        super().__init__(dimension=dimension)

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        if not children:
            raise NNError("there is nothing to join", needs="at least one child")
        tensors = [oneTensor(child(x)) for child in children]
        return joined(tensors, axisOf(tensors[0], a.dimension))

    def updateOutput(self, input: Any) -> Any:
        outputs = self._each(lambda i, module: module.updateOutput(input))
        shapes: Any = [getattr(entry, "shape", None) for entry in outputs]
        if shapes != self._shape:
            joint = self.promised(input)
            self.output = np.zeros(self.allocate(joint).shape, self.dtype)
            self._windows = self._placed(shapes)
            self._shape = shapes
        for window, entry in zip(self._windows, outputs, strict=True):
            np.copyto(self.output[window], entry)
        return self.output

    def _placed(self, shapes: list[tuple[int, ...]]) -> list[Window]:
        """Where in the output each child's output lies."""
        axis, windows, start = self.args.dimension - 1, [], 0
        for shape in shapes:
            stop = start + shape[axis]
            windows.append((*[slice(None)] * axis, slice(start, stop)))
            start = stop
        return windows

    def _checkJoint(self, gradOutput: Any) -> None:
        if self._shape is None:
            raise NNError(
                "backward came before forward", needs="forward with the same input first", module=self
            )
        if getattr(gradOutput, "shape", None) != self.output.shape:
            raise NNError(
                "gradOutput has another size than the output",
                got=said(gradOutput),
                needs=str(Tensor(self.output.shape)),
                module=self,
            )

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkJoint(gradOutput)
        windows = self._windows
        return self._sum(input, self._each(lambda i, m: m.updateGradInput(input, gradOutput[windows[i]])))

    def _ready(self, input: Any, gradOutput: Any) -> None:
        self._checkJoint(gradOutput)
        self._each(lambda i, module: module._ready(input, gradOutput[self._windows[i]]))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._ready(input, gradOutput)
        self._each(lambda i, m: m.accGradParameters(input, gradOutput[self._windows[i]], scale))

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self._ready(input, gradOutput)
        windows = self._windows
        return self._sum(input, self._each(lambda i, m: m.backward(input, gradOutput[windows[i]], scale)))

    def _sum(self, input: Any, gradients: list[Any]) -> Any:
        self.gradInput = accumulate(self.gradInput, gradients, input)
        return self.gradInput

    def __str__(self) -> str:
        return printing.branches(type(self).__name__, self.modules)
