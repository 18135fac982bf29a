"""nn.PixelShuffle: planes become the pixels between the pixels. After PixelShuffle.lua."""

from typing import Any

import numpy as np

from nncore.dims import divide
from nncore.errors import NNError
from nncore.example import Draw, Example
from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.windows.rules import planes, resized


def _image(random: Draw, a: Any) -> np.ndarray:
    shape = (int(random.integers(1, 3)) * a.upscaleFactor**2, *random.integers(1, 4, 2).tolist())
    return random.uniform(-2, 2, (int(random.integers(1, 4)), *shape) if random.random() < 0.7 else shape)


class PixelShuffle(Module):
    """C·r²×H×W, or a batch, to C×(H·r)×(W·r) for upscaleFactor r."""

    spec = Spec(
        summary="Makes an image larger by laying r² planes of it in between each other.",
        formula=r"y_{c,\,r i + k,\,r j + l} = x_{c r^2 + r k + l,\,i,\,j}",
        args=(Int("upscaleFactor", "r: how many times larger each side becomes", low=1),),
        label="{upscaleFactor}",
        keywords=("superresolution", "sub-pixel", "upsampling", "depth to space"),
    )
    example = Example(input=_image)

    def __init__(self, upscaleFactor: int) -> None:
        super().__init__(upscaleFactor=upscaleFactor)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x, r = planes(x, "HW"), a.upscaleFactor
        count = divide(x.dims[-3], r * r)
        if count is None:
            raise NNError(
                "the number of planes does not fit",
                got=str(x),
                needs=f"a multiple of {r * r} planes, as upscaleFactor = {r}",
            )
        return resized(x, (x.dims[-2] * r, x.dims[-1] * r), count)

    def _split(self, input: np.ndarray) -> np.ndarray:
        """N × C·r² × H × W seen as N × C × H × r × W × r."""
        *_, height, width = input.shape
        r = self.args.upscaleFactor
        count = input.shape[-3] // (r * r)
        return input.reshape(-1, count, r, r, height, width).transpose(0, 1, 4, 2, 5, 3)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        split = self._split(input)
        np.copyto(self.output.reshape(split.shape), split)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        split = self._split(self._gradBuffer(input))
        np.copyto(split, gradOutput.reshape(split.shape))
        return self.gradInput
