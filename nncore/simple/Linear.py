"""nn.Linear: a weighted sum of all inputs for every output. After torch/nn's Linear.lua."""

from math import sqrt
from typing import Any, ClassVar

import numpy as np

from nncore.module import Module
from nncore.random import generator
from nncore.rules import lastSize, oneTensor
from nncore.shapes import Shape
from nncore.spec import Flag, Int, Spec
from nncore.torchform import EMPTY, Extent, Present, TorchForm


class Linear(Module):
    """y = x Wᵀ + b for a vector (inputSize) or a batch (N×inputSize)."""

    spec = Spec(
        summary="Every output is a weighted sum of all inputs, plus a bias.",
        formula=r"y = W x + b",
        args=(
            Int("inputSize", "how many numbers go in", low=1),
            Int("outputSize", "how many numbers come out", low=1),
            Flag("bias", "whether b is added", default=True),
        ),
        label="{inputSize} → {outputSize}",
        keywords=("dense", "fully connected", "affine"),
    )
    torch = TorchForm(
        {"inputSize": Extent("weight", 2), "outputSize": Extent("weight", 1), "bias": Present("bias")},
        extra={"addBuffer": EMPTY},
    )
    parameterNames: ClassVar[tuple[str, ...]] = ("weight", "bias")

    def __init__(self, inputSize: int, outputSize: int, bias: bool = True) -> None:
        super().__init__(inputSize=inputSize, outputSize=outputSize, bias=bias)
        self.weight = np.empty((outputSize, inputSize))
        self.gradWeight = np.zeros_like(self.weight)
        self.bias = np.empty(outputSize) if bias else None
        self.gradBias = np.zeros(outputSize) if bias else None
        self._product = np.empty_like(self.weight)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters, uniform in ±1/√inputSize, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.weight.shape[1])
        self.weight[:] = generator().uniform(-bound, bound, self.weight.shape)
        if self.bias is not None:
            self.bias[:] = generator().uniform(-bound, bound, self.bias.shape)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x, ranks=(1, 2), needs=f"N×{a.inputSize}")
        lastSize(x, a.inputSize, "inputSize")
        return x.but(-1, a.outputSize)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        np.dot(input, self.weight.T, out=self.output)
        if self.bias is not None:
            self.output += self.bias
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        return np.dot(gradOutput, self.weight, out=self._gradBuffer(input))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        if input.ndim == 1:
            input, gradOutput = input[None], gradOutput[None]
        product = np.dot(gradOutput.T, input, out=self._product)
        if scale != 1:
            product *= scale
        self.gradWeight += product
        if self.gradBias is not None:
            total = np.add.reduce(gradOutput, axis=0)
            self.gradBias += total if scale == 1 else scale * total

    def __str__(self) -> str:
        plain = "" if self.bias is not None else " without bias"
        return f"nn.Linear({self.args.inputSize} -> {self.args.outputSize}){plain}"
