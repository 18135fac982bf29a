"""nn.UpSampling: makes images and volumes larger, by repeating or by straight lines. After UpSampling.lua."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.example import Draw, Example
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Choice, Size, Spec
from nncore.torchform import Told, TorchForm
from nncore.windows.along import along, transposed
from nncore.windows.resizing import PARAMS, enlarged, gather, lines, repeat, sizesOf
from nncore.windows.rules import resized

LINEAR = ("linear", "bilinear", "trilinear")


def _batch(random: Draw, a: Any) -> np.ndarray:
    return random.uniform(-2, 2, random.integers(1, 4, int(random.integers(4, 6))))


class UpSampling(Module):
    """A batch N×C×H×W or N×C×T×H×W, with H, W (and T) made `params` times larger.

    With a linear mode, `params` may be the sizes themselves: (oheight, owidth) or (odepth, oheight,
    owidth), or Torch's table {owidth=…, oheight=…} as a dict.
    """

    spec = Spec(
        summary="Makes a batch of images or volumes larger, by repeating values or by lines between them.",
        formula=r"y_{n,c,i,j} = x_{n,c,\lfloor i/s \rfloor,\lfloor j/s \rfloor}",
        args=(
            Size(
                "params", "how many times larger each side becomes, or the output's (depth,) height and width"
            ),
            Choice(
                "mode",
                "nearest repeats values; the others draw lines between them",
                default="nearest",
                options=("nearest", *LINEAR),
            ),
        ),
        label="×{params}, {mode}",
        keywords=("upsampling", "enlarge", "zoom", "interpolation"),
    )
    torch = TorchForm(
        {
            "params": PARAMS,
            "mode": Told(
                lambda f: f.get("mode"), lambda mode: {"mode": mode if mode == "nearest" else "linear"}
            ),
        },
        extra={"inputSize": (0,) * 5, "outputSize": (0,) * 5},
    )
    example = Example(
        arguments=lambda random: {
            "params": int(random.integers(1, 4)),
            "mode": str(random.choice(["nearest", "linear"])),
        },
        input=_batch,
    )

    def __init__(self, params: Any, mode: str = "nearest") -> None:
        super().__init__(params=sizesOf(params), mode=mode)
        if not self._linear and not isinstance(self.args.params, int):
            raise NNError(
                "repeating needs a factor",
                got=str(self.args.params),
                needs="a whole number from 1 as params",
                module="UpSampling",
            )
        self._maps: list[np.ndarray] = []

    @property
    def _linear(self) -> bool:
        return self.args.mode in LINEAR

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x, ranks=(4, 5), needs="a batch: N×C×H×W or N×C×T×H×W")
        return resized(x, enlarged(x, x.rank - 2, a.params))

    def _check(self, input: Any) -> None:
        before = self._shape
        super()._check(input)
        if self._shape is not before and self._linear:
            self._maps = lines(input.shape[2:], self.output.shape[2:], self.dtype)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        if self._linear:
            np.copyto(self.output, along(input, self._maps))
        else:
            repeat(input, input.ndim - 2, self.args.params, self.output)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradient = self._gradBuffer(input)
        if self._linear:
            np.copyto(gradient, along(gradOutput, transposed(self._maps)))
        else:
            gather(gradOutput, input.ndim - 2, self.args.params, gradient)
        return gradient

    def __str__(self) -> str:
        params, mode = self.args.params, "linear" if self._linear else "nearest"
        size = f"{params}x" if isinstance(params, int) else "x".join(map(str, params))
        return f"nn.UpSampling({size}, {mode})"
