"""nn.LinearWeightNorm: a Linear whose rows have a learned direction and a learned length.

After torch/nn's LinearWeightNorm.lua.
"""

from math import sqrt
from typing import Any, Self

import numpy as np

from nncore.example import Example
from nncore.follows import last
from nncore.random import generator
from nncore.simple.Linear import Linear
from nncore.spec import Flag, Int, Number, Spec
from nncore.torchform import EMPTY, Extent, Present, TorchForm


class LinearWeightNorm(Linear):
    """y = x Wᵀ + b with row i of W = gᵢ vᵢ / ‖vᵢ‖; `weight` is worked out from `v` and `g`, in training at
    each forward.
    """

    spec = Spec(
        summary="A Linear that learns the direction and the length of each row of its weight separately.",
        formula=r"y = W x + b, \quad W_i = g_i \frac{v_i}{\| v_i \|}",
        args=(
            Int("inputSize", "how many numbers go in", low=1, follows=last),
            Int("outputSize", "how many numbers come out", low=1),
            Flag("bias", "whether b is added", default=True),
            Number("eps", "the shortest length of a row that is divided by", default=1e-16, low=0),
        ),
        label="{inputSize} → {outputSize}",
        keywords=("dense", "weight normalization", "affine"),
    )
    torch = TorchForm(
        {"inputSize": Extent("v", 2), "outputSize": Extent("v", 1), "bias": Present("bias")},
        extra={"addBuffer": EMPTY},
    )
    example = Example(
        arguments=lambda draw: {
            "inputSize": int(draw.integers(1, 5)),
            "outputSize": int(draw.integers(1, 5)),
            "bias": bool(draw.integers(2)),
        }
    )
    parameterNames = ("v", "g", "bias")

    def __init__(self, inputSize: int, outputSize: int, bias: bool = True, eps: float = 1e-16) -> None:
        super(Linear, self).__init__(inputSize=inputSize, outputSize=outputSize, bias=bias, eps=eps)
        size = (self.args.outputSize, self.args.inputSize)
        self.weight, self.v, self.gradV = np.empty(size), np.empty(size), np.zeros(size)
        self.g, self.gradG = np.empty((size[0], 1)), np.zeros((size[0], 1))
        self.norm, self.scale = np.empty((size[0], 1)), np.empty((size[0], 1))
        self.bias = np.empty(size[0]) if self.args.bias else None
        self.gradBias = np.zeros(size[0]) if self.args.bias else None
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws a new weight and bias, uniform in ±1/√inputSize, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.args.inputSize)
        self.weight[:] = generator().uniform(-bound, bound, self.weight.shape)
        self.initFromWeight()
        if self.bias is not None:
            self.bias[:] = generator().uniform(-bound, bound, self.bias.shape)

    def initFromWeight(self, weight: np.ndarray | None = None) -> Self:
        """Takes direction and length of the rows from `weight` (its own by default); returns the module."""
        weight = self.weight if weight is None else weight
        self.g[:] = np.maximum(np.sqrt(np.square(weight).sum(axis=1, keepdims=True)), self.args.eps)
        self.v[:] = weight
        return self

    def updateWeightMatrix(self) -> None:
        """Works out `weight` from `v` and `g`."""
        self.norm[:] = np.maximum(np.sqrt(np.square(self.v).sum(axis=1, keepdims=True)), self.args.eps)
        np.divide(self.g, self.norm, out=self.scale)
        np.multiply(self.v, self.scale, out=self.weight)

    def toLinear(self) -> Linear:
        """A plain Linear that computes the same."""
        self.updateWeightMatrix()
        linear = Linear(self.args.inputSize, self.args.outputSize, self.bias is not None)
        linear.type(self.dtype)
        linear.weight[:] = self.weight
        if linear.bias is not None:
            linear.bias[:] = self.bias
        return linear

    def _setMode(self, train: bool) -> Self:
        if not train:
            self.updateWeightMatrix()
        return super()._setMode(train)

    def updateOutput(self, input: Any) -> Any:
        if self.train:
            self.updateWeightMatrix()
        return super().updateOutput(input)

    def _accumulate(self, input: np.ndarray, gradOutput: np.ndarray, scale: float) -> None:
        """As in Torch, what `gradV` held before is turned too, and `gradG` is not added to but set.

        In training `weight` is scratch memory here; the next forward works it out anew.
        """
        rows, gradients = np.atleast_2d(input), np.atleast_2d(gradOutput)
        self.gradV += scale * np.dot(gradients.T, rows)
        if self.gradBias is not None:
            self.gradBias += scale * gradients.sum(axis=0)
        scratch = self.weight if self.train else np.empty_like(self.weight)
        np.multiply(self.gradV, self.v, out=scratch)
        scratch /= self.norm
        np.sum(scratch, axis=1, keepdims=True, out=self.gradG)
        self.gradV *= self.scale
        np.multiply(self.v, self.scale, out=scratch)
        scratch /= self.norm
        scratch *= self.gradG
        self.gradV -= scratch

    def updateParameters(self, learningRate: float) -> None:
        super(Linear, self).updateParameters(learningRate)  # of `v` and `g`; `weight` follows

    def __str__(self) -> str:
        plain = "" if self.bias is not None else " without bias"
        return f"nn.LinearWeightNorm({self.args.inputSize} -> {self.args.outputSize}){plain}"
