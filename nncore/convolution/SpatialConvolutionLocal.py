"""nn.SpatialConvolutionLocal: a convolution with other weights at every place.

After SpatialConvolutionLocal.lua.
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from nncore.convolution.SpatialConvolution import KERNEL, MARGINS, PLANES, STEPS
from nncore.errors import NNError, Repair
from nncore.example import Draw, Example
from nncore.follows import side
from nncore.shapes import Shape
from nncore.spec import Int, Spec
from nncore.torchform import EMPTY, Present, TorchForm
from nncore.windows.arguments import follow
from nncore.windows.columns import Columns
from nncore.windows.convolution import Convolution, numbers
from nncore.windows.printing import convolutionText
from nncore.windows.rules import planes, resized, slid


def _image(random: Draw, a: Any) -> np.ndarray:
    shape = (a.nInputPlane, a.iH, a.iW)
    return random.uniform(-2, 2, (int(random.integers(1, 4)), *shape) if random.random() < 0.7 else shape)


def _arguments(random: Draw) -> dict[str, Any]:
    args = {
        name: int(random.integers(1, 4)) for name in ("nInputPlane", "nOutputPlane", "kW", "kH", "dW", "dH")
    }
    args |= {"padW": int(random.integers(0, 2)), "padH": int(random.integers(0, 2))}
    return args | {
        "iW": args["kW"] + int(random.integers(0, 4)),
        "iH": args["kH"] + int(random.integers(0, 4)),
    }


def _numbers(a: SimpleNamespace) -> int:
    """How many numbers the weight has: a convolution's for each place of the output."""
    rows: int = max(0, (a.iH + 2 * a.padH - a.kH) // a.dH + 1)
    columns: int = max(0, (a.iW + 2 * a.padW - a.kW) // a.dW + 1)
    return numbers(a) * rows * columns


class SpatialConvolutionLocal(Convolution):
    """nInputPlane×iH×iW, or a batch, to nOutputPlane×oH×oW; sizes as in SpatialConvolution.

    `weight` is oH×oW×nOutputPlane×nInputPlane×kH×kW, `bias` nOutputPlane×oH×oW.
    """

    spec = Spec(
        summary="Looks at patches of an image as a convolution does, with other weights at every place.",
        formula=r"y_{o,i,j} = b_{o,i,j} + \sum_{c,k,l} w_{i,j,o,c,k,l}\, x_{c,\,d_H i + k,\,d_W j + l}",
        args=(
            *PLANES,
            Int("iW", "width of the input", low=1, follows=side(1)),
            Int("iH", "height of the input", low=1, follows=side(2)),
            *KERNEL,
            *STEPS,
            *MARGINS,
        ),
        label="{nInputPlane} → {nOutputPlane}, {kW}×{kH}",
        keywords=("conv", "locally connected", "unshared"),
    )
    torch = TorchForm({"bias": Present("bias")}, extra={"finput": EMPTY, "fgradInput": EMPTY}, size=_numbers)
    example = Example(arguments=_arguments, input=_image)
    letters = "HW"

    def __init__(
        self,
        nInputPlane: int,
        nOutputPlane: int,
        iW: int,
        iH: int,
        kW: int,
        kH: int,
        dW: int = 1,
        dH: int = 1,
        padW: int = 0,
        padH: int | None = None,
    ) -> None:
        sides = {"iW": iW, "iH": iH, "kW": kW, "kH": kH, "dW": dW, "dH": dH, "padW": padW, "padH": padH}
        super().__init__(nInputPlane=nInputPlane, nOutputPlane=nOutputPlane, **sides)
        follow(self.args, "padH", "padW")
        a = self.args
        places = self.geometry(a).whole((a.iH, a.iW))
        if min(places) < 1:
            raise NNError(
                "the kernel is larger than the input",
                got=f"{a.iH}×{a.iW}",
                needs=f"at least {a.kH - 2 * a.padH}×{a.kW - 2 * a.padW}",
                module="SpatialConvolutionLocal",
            )
        kernel = (a.nOutputPlane, a.nInputPlane, a.kH, a.kW)
        self._setParameters((*places, *kernel), (a.nOutputPlane, *places))

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = planes(x, "HW", a.nInputPlane, "nInputPlane")
        for axis, name in ((-2, "iH"), (-1, "iW")):
            came, size = x.dims[axis], getattr(a, name)
            if came != size:
                raise NNError(
                    "the image has another size",
                    got=str(x),
                    needs=f"{x.but(axis, size)}, as {name} = {size}",
                    repairs=(Repair(f"set {name} = {came}", "set", name, came),)
                    if isinstance(came, int)
                    else (),
                )
        return resized(x, slid(x, SpatialConvolutionLocal.geometry(a), "HW"), a.nOutputPlane)

    def _prepare(self, shape: tuple[int, ...]) -> Columns:
        return Columns(shape, self.geometry(self.args), self.dtype)

    def _columns(self) -> Columns:
        assert isinstance(self._way, Columns)
        return self._way

    def _places(self, parameter: np.ndarray) -> np.ndarray:
        """Weights or their gradient as places × O × taps."""
        a = self.args
        return parameter.reshape(-1, a.nOutputPlane, a.nInputPlane * a.kH * a.kW)

    def _perPlace(self, array: np.ndarray) -> np.ndarray:
        """N × planes × H × W seen as places × planes × N."""
        return array.reshape(*array.shape[:2], -1).transpose(2, 1, 0)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        way = self._columns()
        way.fill(self._batch(input))
        product = np.matmul(self._places(self.weight), way.matrix.transpose(2, 1, 0))
        output = self._batch(self.output)
        output[...] = product.transpose(2, 1, 0).reshape(output.shape)
        output += self.bias
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        way = self._columns()
        gradient = self._perPlace(self._batch(gradOutput))
        back = np.matmul(self._places(self.weight).swapaxes(1, 2), gradient)
        way.back().reshape(way.matrix.shape)[...] = back.transpose(2, 1, 0)
        way.fold(self._batch(self._gradBuffer(input)))
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        gradient = self._batch(gradOutput)
        ours = self._places(self.gradWeight)
        ours += scale * np.matmul(self._perPlace(gradient), self._columns().matrix.transpose(2, 0, 1))
        if self.gradBias is not None:
            self.gradBias += scale * gradient.sum(axis=0)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self.updateGradInput(input, gradOutput)
        self.accGradParameters(input, gradOutput, scale)
        return self.gradInput

    def __str__(self) -> str:
        return convolutionText(self, "WH", start=f"{self.args.iW}x{self.args.iH}")
