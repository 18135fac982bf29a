"""nn.Concat: one input to several modules, their outputs joined. After torch/nn's Concat.lua."""

from typing import Any

import numpy as np

from nncore import printing
from nncore.container import Container
from nncore.errors import NNError
from nncore.module import ShapeFunction
from nncore.rules import axisOf, joined, oneTensor
from nncore.shapes import Shape, Tensor, shapeOf
from nncore.spec import Children, Int, Spec
from nncore.sums import accumulate


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
        children=Children("all", "tensor", "side by side, then concatenated"),
        keywords=("branches", "join", "inception"),
    )

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
        shapes = [entry.shape for entry in outputs]
        if shapes != self._shape:
            joint = self.outputShape(shapeOf(input))
            assert isinstance(joint, Tensor)
            if self.output.shape != joint.dims:
                self.output = self.allocate(joint)
            self._shape = shapes
        return np.concatenate(outputs, axis=self.args.dimension - 1, out=self.output)

    def _part(self, gradOutput: Any, index: int) -> np.ndarray:
        """The part of the gradient that belongs to one child's output."""
        axis = self.args.dimension - 1
        sizes = [shape[axis] for shape in self._shape]
        start = sum(sizes[:index])
        return np.ascontiguousarray(gradOutput[(slice(None),) * axis + (slice(start, start + sizes[index]),)])

    def _checkJoint(self, gradOutput: Any) -> None:
        if self._shape is None:
            raise NNError(
                "backward came before forward", needs="forward with the same input first", module=self
            )
        if gradOutput.shape != self.output.shape:
            raise NNError(
                "gradOutput has another size than the output",
                got=str(Tensor(gradOutput.shape)),
                needs=str(Tensor(self.output.shape)),
                module=self,
            )

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkJoint(gradOutput)
        return self._sum(input, self._each(lambda i, m: m.updateGradInput(input, self._part(gradOutput, i))))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkJoint(gradOutput)
        self._each(lambda i, m: m.accGradParameters(input, self._part(gradOutput, i), scale))

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self._checkJoint(gradOutput)
        return self._sum(input, self._each(lambda i, m: m.backward(input, self._part(gradOutput, i), scale)))

    def _sum(self, input: Any, gradients: list[Any]) -> Any:
        self.gradInput = accumulate(self.gradInput, gradients, input)
        return self.gradInput

    def __str__(self) -> str:
        return printing.branches(type(self).__name__, self.modules)
