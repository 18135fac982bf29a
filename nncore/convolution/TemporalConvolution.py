"""nn.TemporalConvolution: learnt patterns, looked for everywhere in a sequence.

After TemporalConvolution.lua.
"""

from math import sqrt
from typing import Any

import numpy as np

from nncore.example import Example
from nncore.follows import last
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.windows.arguments import kernel, step
from nncore.windows.convolution import Convolution
from nncore.windows.examples import sequences
from nncore.windows.geometry import geometryOf
from nncore.windows.sequences import frames, slidFrames
from nncore.windows.slabs import Slabs
from nncore.worked import Place, Values, array, index, number, products


class TemporalConvolution(Convolution):
    """T × inputFrameSize, or a batch, to oT × outputFrameSize with oT = ⌊(T − kW) / dW⌋ + 1.

    `weight` is outputFrameSize × (kW·inputFrameSize), one frame after another.
    """

    spec = Spec(
        summary="Slides small patterns along a sequence; each output feature tells where one was found.",
        formula=r"y_{t,o} = b_o + \sum_{k,f} w_{o,k,f}\, x_{d_W t + k,\,f}",
        args=(
            Int("inputFrameSize", "how many features each frame has", low=1, follows=last),
            Int("outputFrameSize", "how many features come out for each frame", low=1),
            kernel("W"),
            step("W"),
        ),
        label="{inputFrameSize} → {outputFrameSize}, {kW}",
        keywords=("conv", "conv1d", "sequence", "text"),
    )
    example = Example(input=sequences("inputFrameSize"))
    letters = "W"

    def __init__(self, inputFrameSize: int, outputFrameSize: int, kW: int, dW: int = 1) -> None:
        super().__init__(inputFrameSize=inputFrameSize, outputFrameSize=outputFrameSize, kW=kW, dW=dW)
        a = self.args
        self._setParameters((a.outputFrameSize, a.inputFrameSize * a.kW), (a.outputFrameSize,))

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters, uniform in ±1/√(kW·inputFrameSize), or in ±√3·stdv."""
        self._draw(stdv * sqrt(3) if stdv else 1 / sqrt(self.args.kW * self.args.inputFrameSize))

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x, w, b = (array(values, key) for key in ("input", "weight", "bias"))
        if name != "output" or x is None or w is None:
            return []
        *n, t, o = at
        first = t * a.dW
        seen = x[tuple(n)][first : first + a.kW]
        under = index(*n, f"k + {first}" if first else "k", "f")
        bias, of = ("", "") if b is None else (f" + {number(b[o])}", f" + b{index(o)}")
        rule = rf"\sum_{{k, f}} w{index(o, 'k', 'f')} x{under}"
        return [f"y{index(*at)} = {rule}{of}", f"= {products(w[o], seen)}{bias}"]

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = slidFrames(frames(x, a.inputFrameSize, "inputFrameSize"), geometryOf(a, "W"))
        return x.but(-1, a.outputFrameSize)

    def _prepare(self, shape: tuple[int, ...]) -> Slabs:
        return Slabs(shape, self.geometry(self.args), self.dtype)

    def _batch(self, array: np.ndarray) -> np.ndarray:
        """Features as planes: the cores of convolution want N × C × T."""
        planes = array.swapaxes(-1, -2)
        return planes if planes.ndim == 3 else planes[None]

    def _kernel(self) -> np.ndarray:
        a = self.args
        return self.weight.reshape(a.outputFrameSize, a.kW, a.inputFrameSize).swapaxes(1, 2)

    def _addGradWeight(self, gradient: np.ndarray) -> None:
        a = self.args
        byFrame = gradient.reshape(a.outputFrameSize, a.inputFrameSize, a.kW).swapaxes(1, 2)
        self.gradWeight += byFrame.reshape(self.gradWeight.shape)
