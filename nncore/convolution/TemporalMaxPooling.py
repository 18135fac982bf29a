"""nn.TemporalMaxPooling: the largest value in each stretch of a sequence. After TemporalMaxPooling.lua."""

from typing import Any

import numpy as np

from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.torchform import EMPTY, TorchForm
from nncore.windows.arguments import follow, kernel, step
from nncore.windows.examples import sequences
from nncore.windows.geometry import Geometry
from nncore.windows.maxima import Maxima
from nncore.windows.sequences import frames, slidFrames
from nncore.worked import Place, Values, array, index, plain


class TemporalMaxPooling(Module):
    """T×F, or a batch, to oT×F with oT = ⌊(T − kW) / dW⌋ + 1. `indices` count within the window, from 0."""

    spec = Spec(
        summary="Keeps the largest value of each stretch of a sequence, for every feature.",
        formula=r"y_{t,f} = \max_k x_{d_W t + k,\,f}",
        args=(kernel("W"), step("W", None, "kW")),
        label="{kW}",
        keywords=("maxpool", "pool", "sequence", "max over time"),
    )
    torch = TorchForm(extra={"indices": EMPTY})
    example = Example(input=sequences())

    def __init__(self, kW: int, dW: int | None = None) -> None:
        super().__init__(kW=kW, dW=dW)
        follow(self.args, "dW", "kW")
        self._maxima: Maxima | None = None

    @staticmethod
    def geometry(a: Any) -> Geometry:
        return Geometry((a.kW,), (a.kW if a.dW is None else a.dW,), (0,), (1,))

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x = array(values, "input")
        if name != "output" or x is None:
            return []
        *n, t, f = at
        first = t * (a.kW if a.dW is None else a.dW)
        seen = x[tuple(n)][first : first + a.kW, f]
        frames_ = index(*n, f"{first + 1}..{first + len(seen)}", f)
        return [rf"y{index(*at)} = \max x{frames_}", rf"= \max({', '.join(plain(value) for value in seen)})"]

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return slidFrames(frames(x), TemporalMaxPooling.geometry(a))

    @property
    def indices(self) -> np.ndarray:
        """For each output, the number of the frame within its window that it came from, from 0."""
        if self._shape is None:
            return np.empty(0, np.int64)
        return self._found().taps().swapaxes(-1, -2).reshape(self.output.shape)

    def _batch(self, array: np.ndarray) -> np.ndarray:
        """Features as planes: N × F × T."""
        planes = array.swapaxes(-1, -2)
        return planes if planes.ndim == 3 else planes[None]

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before:
            self._maxima = Maxima(self._batch(input).shape, self.geometry(self.args), False, self.dtype)

    def _letGo(self) -> None:
        self._maxima = None

    def _found(self) -> Maxima:
        assert self._maxima is not None  # _check and _checkBack come first
        return self._maxima

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self._found().forward(self._batch(input), self._batch(self.output))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self._found().backward(self._batch(gradOutput), self._batch(self._gradBuffer(input)))
        return self.gradInput
