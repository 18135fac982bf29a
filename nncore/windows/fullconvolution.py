"""What full ("transposed") convolutions have in common: a convolution's way back, used forwards.

The output is what a convolution gives as the gradient by its input, and the other way round; so the cores of
`Columns` and `Slabs` serve, set up for the output's shape. After torch/nn's SpatialFullConvolution.lua.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from nncore.costs import numbers
from nncore.dims import Dim
from nncore.errors import NNError, Repair
from nncore.shapes import Shape, Tensor, shapeOf, words
from nncore.tables import keyOf
from nncore.windows.convolution import Convolution
from nncore.windows.rules import planes, resized


class FullConvolution(Convolution):
    """`weight` is nInputPlane × nOutputPlane × kernel.

    Input: planes, a batch of them, or a table of that and a tensor whose sizes the output shall have.
    """

    def _setParameters(self, weight: tuple[int, ...], bias: tuple[int, ...]) -> None:
        self._checkAdjustments()
        super()._setParameters(weight, bias)

    def _checkAdjustments(self) -> None:
        for letter in self.letters:
            adj, step = getattr(self.args, f"adj{letter}", 0), getattr(self.args, f"d{letter}")
            if adj > step - 1:
                raise NNError(
                    f"adj{letter} does not fit",
                    got=f"adj{letter} = {adj} with d{letter} = {step}",
                    needs=f"less than d{letter}",
                    repairs=(Repair(f"set adj{letter} = {step - 1}", "set", f"adj{letter}", step - 1),),
                    module=type(self).__name__,
                )

    @classmethod
    def spreadOut(cls, a: Any, x: Shape) -> Shape:
        """The shape rule: (size − 1) · step − 2 · margin + kernel + adjustment along each dimension."""
        count, targets = len(cls.letters), None
        if isinstance(x, tuple) and len(x) == 2 and isinstance(x[1], Tensor):
            targets, x = x[1].dims[-count:], x[0]
        x = planes(x, cls.letters, a.nInputPlane, "nInputPlane")
        sizes = cls._sizes(a, x.dims[-count:], targets)
        if any(isinstance(size, int) and size < 1 for size in sizes):
            raise NNError("the margin takes away the whole output", got=str(x), needs="a smaller margin")
        return resized(x, sizes, a.nOutputPlane)

    @classmethod
    def _sizes(cls, a: Any, sizes: tuple[Dim, ...], targets: tuple[Dim, ...] | None) -> tuple[Dim, ...]:
        g, out = cls.geometry(a), []
        for i, letter in enumerate(cls.letters):
            adjust = getattr(a, f"adj{letter}", 0)
            if targets is not None:
                adjust = cls._adjustment(targets[i] + (2 * g.pad[i] - g.kernel[i]), g.stride[i])
            out.append((sizes[i] - 1) * g.stride[i] + (g.kernel[i] - 2 * g.pad[i] + adjust))
        return tuple(out)

    @staticmethod
    def _adjustment(span: Dim, step: int) -> int:
        if step == 1:
            return 0
        if not isinstance(span, int):
            raise NNError("the target's size is not known", got=str(span), needs="a number")
        return span % step

    def _check(self, input: Any) -> None:
        key = keyOf(input)
        if isinstance(input, (list, tuple)):
            if key != self._shape:
                for entry in input:
                    if type(entry) is not np.ndarray:
                        raise self._refuse(entry)
                    self._checkType(entry)
                self.output = self.allocate(self.outputShape(shapeOf(input)))
                self._shape, self._type = key, None
                self._way = self._prepare(self._batch(self.output).shape)
        else:
            before = self._shape
            super(Convolution, self)._check(input)
            if self._shape is not before:
                self._way = self._prepare(self._batch(self.output).shape)

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        if not isinstance(input, (list, tuple)):
            super()._checkBack(input, gradOutput)
            return
        if self._shape is None or keyOf(input) != self._shape:
            came = (
                "backward came before forward"
                if self._shape is None
                else "backward got another input than forward"
            )
            raise NNError(
                came, got=words(shapeOf(input)), needs="forward with the same input first", module=self
            )
        if type(gradOutput) is not np.ndarray or gradOutput.shape != self.output.shape:
            raise NNError(
                "gradOutput has another size than the output",
                got=words(shapeOf(gradOutput)),
                needs=words(shapeOf(self.output)),
                module=self,
            )

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        way, output = self._products(), self._batch(self.output)
        way.gradInput(way.lay(self._batch(_planesOf(input))), self._kernel(), output)
        if self.bias is not None:
            output += self.bias.reshape(-1, *[1] * len(self.letters))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        way, tensor = self._products(), _planesOf(input)
        way.fill(self._batch(gradOutput))
        kept = self.gradInput[0] if isinstance(self.gradInput, list) else self.gradInput
        gradient = kept if kept.shape == tensor.shape else np.empty(tensor.shape, self.dtype)
        way.output(self._kernel(), None, self._batch(gradient))
        self.gradInput = gradient if tensor is input else [gradient, np.zeros_like(input[1])]
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        self._products().fill(self._batch(gradOutput))
        self._gather(input, gradOutput, scale)

    @classmethod
    def cost(cls, a: Any, x: Shape, y: Shape) -> int:
        """Each number that goes in is laid out over the kernel in every plane that comes out."""
        return numbers(x) * prod(cls.geometry(a).kernel) * int(a.nOutputPlane)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self.updateGradInput(input, gradOutput)
        self._gather(input, gradOutput, scale)
        return self.gradInput

    def _gather(self, input: Any, gradOutput: np.ndarray, scale: float) -> None:
        """Adds the parameters' gradients; the columns or slabs hold `gradOutput`."""
        way = self._products()
        gradient = way.gradWeight(way.lay(self._batch(_planesOf(input))))
        self._addGradWeight(gradient if scale == 1 else scale * gradient)
        if self.gradBias is not None:
            batch = self._batch(gradOutput)
            total = batch.sum(axis=(0, *range(2, batch.ndim)))
            self.gradBias += total if scale == 1 else scale * total


def _planesOf(input: Any) -> np.ndarray:
    """The input itself, without the tensor that only tells the output's size."""
    tensor: np.ndarray = input[0] if isinstance(input, (list, tuple)) else input
    return tensor
