"""nn.LayerNormalization: every example is shifted and scaled. After torch/nn's LayerNormalization.lua."""

from math import sqrt
from typing import Any

from nncore.containers.ConcatTable import ConcatTable
from nncore.containers.Sequential import Sequential
from nncore.example import Example
from nncore.follows import last
from nncore.module import ShapeFunction
from nncore.rules import vectors
from nncore.shapes import Shape
from nncore.simple.Add import Add
from nncore.simple.CMul import CMul
from nncore.simple.Identity import Identity
from nncore.simple.Mean import Mean
from nncore.simple.MulConstant import MulConstant
from nncore.simple.Normalize import Normalize
from nncore.simple.Replicate import Replicate
from nncore.spec import Flag, Int, Number, Spec
from nncore.table.CSubTable import CSubTable
from nncore.torchform import NOWHERE, Fields, Told, TorchForm


def _outputs(fields: Fields) -> int:
    """nOutput, as a file tells it: the gain's size, or how often the mean is repeated."""
    modules = fields["modules"]
    size: int = modules[4].weight.size if len(modules) > 4 else modules[0].get(2).get(2).nfeatures
    return size


class LayerNormalization(Sequential):
    """Takes a mean off each number of nOutput, or N×nOutput, and divides each row by its length over
    √nOutput.

    With `affine`, a learned gain (at first 1) and a learned bias (at first `bias`) follow. As in Torch it is
    a Sequential of plain modules. In a batch, number k (from 0, row by row) loses the mean of row k mod N:
    Torch lays the means out that way, and models trained with it count on it. In a single example all is as
    it should be.
    """

    spec = Spec(
        summary="Shifts and scales every example to a length of its own, then by a learned gain and bias.",
        formula=r"y = \gamma \odot \frac{x - \bar{x}}{\sigma_x} + \beta",
        args=(
            Int("nOutput", "how many numbers one example has", low=1, follows=last),
            Number("bias", "the bias at first", default=0),
            Number("eps", "added to the square of the length, against division by 0", default=1e-10, low=0),
            Flag("affine", "whether a learned gain and bias follow", default=True),
        ),
        label="{nOutput}",
        keywords=("layer norm", "normalization"),
    )
    torch = TorchForm(
        {
            "nOutput": Told(_outputs, lambda n: {}),
            "bias": NOWHERE,
            "eps": Told(lambda f: f["modules"][2].eps, lambda eps: {}),
            "affine": Told(lambda f: len(f["modules"]) > 4, lambda affine: {}),
        }
    )
    example = Example(batch="Torch takes the means of other rows off")

    def __init__(self, nOutput: int, bias: float = 0, eps: float = 1e-10, affine: bool = True) -> None:
        super(Sequential, self).__init__(nOutput=nOutput, bias=bias, eps=eps, affine=affine)
        size = self.args.nOutput
        mean = Sequential().add(Mean(1, 1)).add(Replicate(size, 1, 1))
        self.add(ConcatTable().add(Identity()).add(mean)).add(CSubTable())
        self.add(Normalize(2, self.args.eps)).add(MulConstant(sqrt(size)))
        if self.args.affine:
            shift, gain = Add(size), CMul(size)  # in Torch's order, as both draw
            shift.bias.fill(self.args.bias)
            gain.weight.fill(1)
            self.add(gain).add(shift)

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        return vectors(x, a.nOutput, "nOutput")

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        split, subtract, *rest = self.modules
        value, means = split.updateOutput(input)
        self._pair = [value, means.reshape(value.shape)]
        value = subtract.updateOutput(self._pair)
        for module in rest:
            value = module.updateOutput(value)
        self.output = value
        return value

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        split, subtract, *rest = self.modules
        for before, module in zip(self.modules[-2:0:-1], reversed(rest), strict=True):
            gradOutput = module.updateGradInput(before.output, gradOutput)
        toValue, toMeans = subtract.updateGradInput(self._pair, gradOutput)
        self.gradInput = split.updateGradInput(input, [toValue, toMeans.reshape(split.output[1].shape)])
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        for at in range(len(self.modules) - 1, 1, -1):
            self.modules[at].accGradParameters(self.modules[at - 1].output, gradOutput, scale)
            gradOutput = self.modules[at].gradInput

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self.updateGradInput(input, gradOutput)
        self.accGradParameters(input, gradOutput, scale)
        return self.gradInput
