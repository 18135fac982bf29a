"""nn.Maxout: the largest of several weighted sums. After torch/nn's Maxout.lua."""

from typing import Any

from nncore.containers.Sequential import Sequential
from nncore.costs import numbers
from nncore.follows import last
from nncore.module import Module, ShapeFunction
from nncore.rules import vectors
from nncore.shapes import Shape
from nncore.simple.Linear import Linear
from nncore.simple.Max import Max
from nncore.simple.View import View
from nncore.spec import Int, Spec
from nncore.torchform import Told, TorchForm


class Maxout(Sequential):
    """yⱼ = max over k of wₖⱼ·x + bₖⱼ, for a batch N×inputSize. As in Torch it is a Sequential: Linear, View,
    Max.

    A module given as `preprocess` comes between View and Max, on N×maxoutNumber×outputSize.
    """

    spec = Spec(
        summary="Every output is the largest of several weighted sums of all inputs.",
        formula=r"y_j = \max_k \left( w_{kj} \cdot x + b_{kj} \right)",
        args=(
            Int("inputSize", "how many numbers go in", low=1, follows=last),
            Int("outputSize", "how many numbers come out", low=1),
            Int("maxoutNumber", "of how many sums each output is the largest", low=1),
        ),
        label="{inputSize} → {outputSize}, {maxoutNumber}",
        keywords=("activation", "dense", "maximum"),
    )
    torch = TorchForm(
        {
            "inputSize": Told(lambda f: f["modules"][0].weight.shape[1], lambda n: {}),
            "outputSize": Told(
                lambda f: f["modules"][0].weight.shape[0] // f["modules"][1].sizes[0], lambda n: {}
            ),
            "maxoutNumber": Told(lambda f: f["modules"][1].sizes[0], lambda n: {}),
        }
    )

    def __init__(self, inputSize: int, outputSize: int, maxoutNumber: int, preprocess: Any = None) -> None:
        super(Sequential, self).__init__(
            inputSize=inputSize, outputSize=outputSize, maxoutNumber=maxoutNumber
        )
        a = self.args
        self.add(Linear(a.inputSize, a.outputSize * a.maxoutNumber))
        self.add(View(a.maxoutNumber, a.outputSize).setNumInputDims(1))
        if isinstance(preprocess, Module):
            self.add(preprocess)
        self.add(Max(1, 2))

    @staticmethod
    def cost(a: Any, x: Shape, y: Shape) -> int:
        return numbers(y) * int(a.inputSize) * int(a.maxoutNumber)

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        return vectors(x, a.inputSize, "inputSize").but(-1, a.outputSize)
