"""nn.SpatialAdaptiveMaxPooling: the largest value of as many parts as asked for.

After SpatialAdaptiveMaxPooling.lua.
"""

from typing import Any

import numpy as np

from nncore.convolution.SpatialAdaptiveAveragePooling import OUTPUT
from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.torchform import EMPTY, TorchForm
from nncore.windows.along import parts
from nncore.windows.examples import images
from nncore.windows.rules import planes, resized


class SpatialAdaptiveMaxPooling(Module):
    """C×iH×iW of any size, or a batch, to C×H×W: the largest value of each of H × W parts of the image.

    `indices` has a dimension of 2 in front: the row and the column of each one within its part, from 1.
    """

    spec = Spec(
        summary="Cuts an image into a fixed number of parts and keeps the largest value of each.",
        formula=r"y_{c,i,j} = \max\; x_{c,\lfloor i\,iH/H \rfloor..\lceil (i+1)\,iH/H \rceil,\ldots}",
        args=OUTPUT,
        label="{W}×{H}",
        keywords=("maxpool", "pool", "global", "fixed size"),
    )
    torch = TorchForm(extra={"indices": EMPTY})
    example = Example(input=images("HW", least=2))

    def __init__(self, W: int, H: int) -> None:
        super().__init__(W=W, H=H)
        self.indices = np.empty(0, np.int64)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return resized(planes(x, "HW"), (a.H, a.W))

    def _parts(self, input: np.ndarray) -> list[tuple[int, int, slice, slice]]:
        """For each output place, the part of the image it looks at."""
        height, width = input.shape[-2:]
        return [
            (i, j, slice(*rows), slice(*columns))
            for i, rows in enumerate(parts(height, self.args.H))
            for j, columns in enumerate(parts(width, self.args.W))
        ]

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            self.indices = np.empty((2, *self.output.shape), np.int64)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        for i, j, rows, columns in self._parts(input):
            part = input[..., rows, columns]
            flat = part.reshape(*part.shape[:-2], -1)
            place = flat.argmax(axis=-1)
            self.output[..., i, j] = np.take_along_axis(flat, place[..., None], axis=-1)[..., 0]
            row, column = np.divmod(place, part.shape[-1])
            self.indices[0, ..., i, j], self.indices[1, ..., i, j] = row + 1, column + 1
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradient = self._gradBuffer(input)
        gradient.fill(0)
        flat = gradient.reshape(-1, *input.shape[-2:])
        each = np.arange(len(flat))
        for i, j, rows, columns in self._parts(input):
            row, column = self.indices[..., i, j].reshape(2, -1)
            flat[each, rows.start + row - 1, columns.start + column - 1] += gradOutput[..., i, j].reshape(-1)
        return self.gradInput
