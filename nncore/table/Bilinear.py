"""nn.Bilinear: a weighted sum of all products of two inputs. After torch/nn's Bilinear.lua."""

from math import sqrt
from typing import Any

import numpy as np

from nncore.costs import numbers
from nncore.errors import NNError, Repair
from nncore.follows import entryOf, last
from nncore.random import generator
from nncore.rules import oneTensor, tableOf
from nncore.shapes import Shape, Tensor, words
from nncore.spec import Flag, Int, Spec
from nncore.tables import TableModule
from nncore.torchform import Extent, Present, TorchForm


class Bilinear(TableModule):
    """yₖ = x₁ Wₖ x₂ + bₖ for a table of two batches, N×inputSize1 and N×inputSize2; `weight` holds one Wₖ for
    each output.
    """

    spec = Spec(
        summary="Every output is a weighted sum of all products of the two inputs, plus a bias.",
        formula=r"y_k = x_1^\top W_k x_2 + b_k",
        args=(
            Int("inputSize1", "how many numbers the first input has", low=1, follows=entryOf(0, last)),
            Int("inputSize2", "how many numbers the second input has", low=1, follows=entryOf(1, last)),
            Int("outputSize", "how many numbers come out", low=1),
            Flag("bias", "whether b is added", default=True),
        ),
        takes="table",
        label="{inputSize1}×{inputSize2} → {outputSize}",
        keywords=("interaction", "tensor product", "dense"),
    )
    torch = TorchForm(
        {
            "outputSize": Extent("weight", 1),
            "inputSize1": Extent("weight", 2),
            "inputSize2": Extent("weight", 3),
            "bias": Present("bias"),
        }
    )
    parameterNames = ("weight", "bias")

    def __init__(self, inputSize1: int, inputSize2: int, outputSize: int, bias: bool = True) -> None:
        super().__init__(inputSize1=inputSize1, inputSize2=inputSize2, outputSize=outputSize, bias=bias)
        a = self.args
        self.weight = np.empty((a.outputSize, a.inputSize1, a.inputSize2))
        self.gradWeight = np.zeros_like(self.weight)
        self.bias = np.empty(a.outputSize) if a.bias else None
        self.gradBias = np.zeros(a.outputSize) if a.bias else None
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters, uniform in ±1/√inputSize1, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.weight.shape[1])
        self.weight[:] = generator().uniform(-bound, bound, self.weight.shape)
        if self.bias is not None:
            self.bias[:] = generator().uniform(-bound, bound, self.bias.shape)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        first, second = (oneTensor(e, ranks=(2,), needs="two batches N×size") for e in tableOf(x, 2))
        for entry, size, name in ((first, a.inputSize1, "inputSize1"), (second, a.inputSize2, "inputSize2")):
            came = entry.dims[1]
            if came != size:
                raise NNError(
                    "the table's tensors have the wrong sizes",
                    got=words(x),
                    needs=f"{{N×{a.inputSize1}, N×{a.inputSize2}}}",
                    repairs=(Repair(f"set {name} = {came}", "set", name, came),)
                    if isinstance(came, int)
                    else (),
                )
        if first.dims[0] != second.dims[0]:
            raise NNError("the two batches differ in length", got=words(x), needs="the same number of rows")
        return Tensor((first.dims[0], a.outputSize))

    @staticmethod
    def cost(a: Any, x: Shape, y: Shape) -> int:
        return numbers(y) * int(a.inputSize1) * (int(a.inputSize2) + 1)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        first, second = input
        self._ofFirst = np.tensordot(first, self.weight, ((1,), (1,)))  # N×outputSize×inputSize2
        self.output[...] = np.matmul(self._ofFirst, second[:, :, None])[:, :, 0]
        if self.bias is not None:
            self.output += self.bias
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        ofSecond = np.tensordot(input[1], self.weight, ((1,), (2,)))  # N×outputSize×inputSize1
        for gradient, other in zip(self.gradInput, (ofSecond, self._ofFirst), strict=True):
            gradient[...] = np.matmul(gradOutput[:, None], other)[:, 0]
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        """As in Torch, `scale` counts for the bias only."""
        self._checkBack(input, gradOutput)
        first, second = input
        products = gradOutput[:, :, None] * first[:, None]
        self.gradWeight += np.tensordot(products, second, ((0,), (0,)))
        if self.gradBias is not None:
            self.gradBias += scale * gradOutput.sum(axis=0)

    def __str__(self) -> str:
        a, plain = self.args, "" if self.bias is not None else " without bias"
        return f"nn.Bilinear({a.inputSize1}x{a.inputSize2} -> {a.outputSize}) {plain}"
