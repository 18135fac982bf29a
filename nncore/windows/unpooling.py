"""What the inverses of max poolings have in common. After torch/nn's SpatialMaxUnpooling.lua."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nncore.errors import NNError
from nncore.module import Module
from nncore.shapes import Shape, Tensor, shapeOf, words
from nncore.windows.maxpooling import MaxPooling
from nncore.windows.rules import planes


class MaxUnpooling(Module):
    """Puts each value where the pooling module found its largest, and zeros elsewhere.

    Reads the sizes and places of that module's last forward; so it must have run before. Gradients are
    picked up at the same places. `pooling` is that module, shared with the model it stands in.
    """

    letters: ClassVar[str]
    pools: ClassVar[type[MaxPooling]]

    def __init__(self, poolingModule: MaxPooling) -> None:
        super().__init__()
        name = type(self).__name__
        if type(poolingModule) is not self.pools:
            came = type(poolingModule).__name__
            raise NNError("the pooling module does not fit", got=came, needs=self.pools.__name__, module=name)
        geometry = poolingModule.geometry(poolingModule.args)
        if geometry.kernel != geometry.stride:
            raise NNError(
                "the pooling module's windows overlap or leave gaps",
                got=poolingModule.title(),
                needs="steps as large as the kernel",
                module=name,
            )
        self.args.pooling = self.pooling = poolingModule

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        """The shape of the pooling module's last input; `x` must be that of its last output."""
        pooling = getattr(a, "pooling", None)
        if pooling is None or pooling._shape is None:
            raise NNError(
                "the pooling module has not run yet", needs="a forward through the pooling module first"
            )
        x, now = planes(x, pooling.letters), Tensor(pooling.output.shape)
        if x.dims != now.dims:
            raise NNError(
                "the input has another size than the pooling module gave", got=str(x), needs=str(now)
            )
        return Tensor(pooling._shape)

    def _check(self, input: Any) -> None:
        if type(input) is not np.ndarray:
            raise self._refuse(input)
        self._checkType(input)
        target = self.outputShape(shapeOf(input))
        if words(shapeOf(self.output)) != words(target):
            self.output = self.allocate(target)
        self._shape = input.shape
        self.indices = self.pooling.indices
        self._places = (self.indices - 1).reshape(-1, int(np.prod(input.shape[-len(self.letters) :])))

    def _rows(self, array: np.ndarray) -> np.ndarray:
        """One row for each plane."""
        return array.reshape(len(self._places), -1)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output.fill(0)
        np.put_along_axis(self._rows(self.output), self._places, self._rows(input), axis=1)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        picked = np.take_along_axis(self._rows(gradOutput), self._places, axis=1)
        self._rows(self._gradBuffer(input))[...] = picked
        return self.gradInput

    def __str__(self) -> str:
        return f"nn.{type(self).__name__} associated to {self.pooling}"
