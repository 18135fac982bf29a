"""nn.Parallel: one slice of the input to each module, their outputs joined. After torch/nn's Parallel.lua."""

from typing import Any

import numpy as np

from nncore import printing
from nncore.container import Container
from nncore.errors import NNError
from nncore.module import ShapeFunction
from nncore.rules import axisOf, joined, oneTensor
from nncore.shapes import Shape
from nncore.spec import Children, Int, Spec


class Parallel(Container):
    """Child i gets slice i along `inputDimension`; outputs join along `outputDimension` (both from 1)."""

    spec = Spec(
        summary="Gives each child one slice of its input and joins their outputs.",
        formula=r"y = [f_1(x_1) \; f_2(x_2) \; \ldots]",
        args=(
            Int("inputDimension", "along which dimension the input is cut into slices (from 1)", low=1),
            Int("outputDimension", "along which dimension the outputs are joined (from 1)", low=1),
        ),
        label="{inputDimension}, {outputDimension}",
        children=Children("slices", "tensor", "one slice each, then concatenated", least=1),
        keywords=("branches", "slices", "split"),
    )

    def __init__(self, inputDimension: int, outputDimension: int) -> None:
        super().__init__(inputDimension=inputDimension, outputDimension=outputDimension)

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        x = oneTensor(x)
        axis = axisOf(x, a.inputDimension)
        if x.rank < 2:
            raise NNError("a vector has no slices", got=str(x), needs="two dimensions or more")
        if x.dims[axis] != len(children) or not children:
            raise NNError(
                "there is another number of slices than of children",
                got=f"{x}, so {x.dims[axis]} slices",
                needs=f"{len(children)} slices",
            )
        tensors = [oneTensor(child(x.without(axis))) for child in children]
        return joined(tensors, axisOf(tensors[0], a.outputDimension))

    def _slice(self, input: np.ndarray, index: int) -> np.ndarray:
        part: np.ndarray = input[(slice(None),) * (self.args.inputDimension - 1) + (index,)]
        return part

    def updateOutput(self, input: Any) -> Any:
        if type(input) is not np.ndarray or input.shape != self._shape:
            self.output, self._shape = self.allocate(self.promised(input)), None
        outputs = self._each(lambda i, module: module.updateOutput(self._slice(input, i)))
        axis = self.args.outputDimension - 1
        ends = np.cumsum([0] + [entry.shape[axis] for entry in outputs]).tolist()
        self._windows = [(*[slice(None)] * axis, slice(a, b)) for a, b in zip(ends, ends[1:], strict=False)]
        for window, entry in zip(self._windows, outputs, strict=True):
            np.copyto(self.output[window], entry)
        self._shape = input.shape
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        return self._join(input, gradOutput, lambda m, x, g: m.updateGradInput(x, g))

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        return self._join(input, gradOutput, lambda m, x, g: m.backward(x, g, scale))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        self._each(
            lambda i, m: m.accGradParameters(self._slice(input, i), gradOutput[self._windows[i]], scale)
        )

    def _join(self, input: Any, gradOutput: Any, step: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradients = self._each(lambda i, m: step(m, self._slice(input, i), gradOutput[self._windows[i]]))
        if any(not gradient.size for gradient in gradients):  # of indices
            self.gradInput = np.empty(0)
            return self.gradInput
        for i, gradient in enumerate(gradients):
            np.copyto(self._slice(self._gradBuffer(input), i), gradient)
        return self.gradInput

    def __str__(self) -> str:
        return printing.branches("Parallel", self.modules)
