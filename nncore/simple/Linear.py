"""nn.Linear: a weighted sum of all inputs for every output. After torch/nn's Linear.lua."""

from math import sqrt
from typing import Any, ClassVar, Self

import numpy as np

from nncore.costs import numbers
from nncore.follows import last
from nncore.module import Module
from nncore.random import generator
from nncore.rate import asRate
from nncore.rules import vectors
from nncore.shapes import Shape
from nncore.spec import Flag, Int, Spec
from nncore.torchform import EMPTY, Extent, Present, TorchForm
from nncore.worked import Place, Values, array, index, number, products, total

SMALL = 2**18
"""Up to so many multiplications, what is done beside a product takes as long as the product."""

Joined = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""Examples that each end in a one, and the transposed weight above the bias: the product has the bias added.
Then the views of both to which input, weight and bias are copied.
"""


class Linear(Module):
    """y = x Wᵀ + b for a vector (inputSize) or a batch (N×inputSize)."""

    spec = Spec(
        summary="Every output is a weighted sum of all inputs, plus a bias.",
        formula=r"y = W x + b",
        backward=r"gradInput = gradOutput \cdot W",
        accumulates=(
            r"gradWeight \leftarrow gradWeight + gradOutput^\top x"
            r", \quad gradBias \leftarrow gradBias + \sum gradOutput"
        ),
        args=(
            Int("inputSize", "how many numbers go in", low=1, follows=last),
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
        outputs = self.args.outputSize
        self.weight = np.empty((outputs, self.args.inputSize))
        self.gradWeight = np.zeros_like(self.weight)
        self.bias = np.empty(outputs) if self.args.bias else None
        self.gradBias = np.zeros(outputs) if self.args.bias else None
        self._product, self._total = np.empty_like(self.weight), np.empty(outputs)
        self._ones = np.empty(0)
        self._joined: Joined | None = None
        self.reset()

    def noBias(self) -> Self:
        """Leaves the bias out from now on; returns the module."""
        self.bias = self.gradBias = None
        self.args.bias = False
        return self

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters, uniform in ±1/√inputSize, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.weight.shape[1])
        self.weight[:] = generator().uniform(-bound, bound, self.weight.shape)
        if self.bias is not None:
            self.bias[:] = generator().uniform(-bound, bound, self.bias.shape)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x, w, g = (array(values, key) for key in ("input", "weight", "gradOutput"))
        *rows, last = at
        n = tuple(rows)
        if name == "output" and x is not None and w is not None:
            b = array(values, "bias")
            rule = rf"y{index(*n, last)} = \sum_j W{index(last, 'j')} x{index(*n, 'j')}"
            sums, bias = products(w[last], x[n]), "" if b is None else f" + {number(b[last])}"
            return [rule + ("" if b is None else f" + b{index(last)}"), f"= {sums}{bias}"]
        if name == "gradInput" and g is not None and w is not None:
            rule = rf"gradInput{index(*n, last)} = \sum_i gradOutput{index(*n, 'i')} W{index('i', last)}"
            return [rule, f"= {products(g[n], w[:, last])}"]
        if name == "gradWeight" and g is not None and x is not None:
            rule = rf"\sum_n gradOutput{index('n', at[0])} x{index('n', last)}"
            return [
                f"gradWeight{index(*at)} = {rule}",
                f"= {products(np.atleast_2d(g)[:, at[0]], np.atleast_2d(x)[:, last])}",
            ]
        if name == "gradBias" and g is not None:
            return [
                rf"gradBias{index(last)} = \sum_n gradOutput{index('n', last)}",
                f"= {total(np.atleast_2d(g)[:, last])}",
            ]
        return []

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return vectors(x, a.inputSize, "inputSize").but(-1, a.outputSize)

    @staticmethod
    def cost(a: Any, x: Shape, y: Shape) -> int:
        return numbers(y) * int(a.inputSize)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        if self.bias is None:
            return input.dot(self.weight.T, self.output)
        if self._joined is None:
            output = input.dot(self.weight.T, self.output)
            return np.add(output, self.bias, output)
        examples, columns, ofInput, ofWeight, ofBias = self._joined
        ofInput[...] = input
        ofWeight[...] = self.weight.T
        ofBias[...] = self.bias
        return examples.dot(columns, self.output)

    def allocate(self, shape: Shape) -> Any:
        """The output; a one for each example; where it pays, memory to copy what is multiplied to."""
        output = super().allocate(shape)
        batch = len(output) if output.ndim == 2 else 1
        self._ones = np.ones(batch, self.dtype)
        self._joined = None
        if output.ndim == 2 and _copiesPay(batch, *self.weight.shape):
            outputs, inputs = self.weight.shape
            examples = np.ones((batch, inputs + 1), self.dtype)
            columns = np.empty((inputs + 1, outputs), self.dtype)
            self._joined = examples, columns, examples[:, :-1], columns[:-1], columns[-1]
        return output

    def __getstate__(self) -> dict[str, Any]:
        """For copies: without views, which `copy` and `pickle` would tear from what they are views of.

        Without the type the next `forward` looks at its input anew, and makes them again.
        """
        return {**vars(self), "_joined": None, "_type": None}

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        return None if self.gradInput is None else gradOutput.dot(self.weight, self._gradBuffer(input))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        self._accumulate(input, gradOutput, scale)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        gradInput = self.updateGradInput(input, gradOutput)
        self._accumulate(input, gradOutput, scale)
        return gradInput

    def _accumulate(self, input: np.ndarray, gradOutput: np.ndarray, scale: float) -> None:
        """Adds the gradients of what has been checked."""
        if input.ndim == 1:
            input, gradOutput = input[None], gradOutput[None]
        product = gradOutput.T.dot(input, self._product)
        if scale != 1:
            product *= scale
        self.gradWeight += product
        if self.gradBias is not None:
            total = self._ones.dot(gradOutput, self._total)  # several times quicker than a sum, as in Torch
            if scale != 1:
                total *= scale
            self.gradBias += total

    def updateParameters(self, learningRate: float) -> None:
        rate = asRate(learningRate, self.dtype, self)
        np.subtract(self.weight, np.multiply(self.gradWeight, rate, self._product), self.weight)
        if self.bias is not None and self.gradBias is not None:
            np.subtract(self.bias, np.multiply(self.gradBias, rate, self._total), self.bias)

    def __str__(self) -> str:
        plain = "" if self.bias is not None else " without bias"
        return f"nn.Linear({self.args.inputSize} -> {self.args.outputSize}){plain}"


def _copiesPay(batch: int, outputs: int, inputs: int) -> bool:
    """Whether it is quicker to copy the input and the weight, and then to have the bias by the same product.

    Of small matrices a product with the transposed weight, and a sum with the bias, take longer. Measured.
    """
    if outputs == 1 or inputs > 64 or batch * inputs * outputs > SMALL:
        return False
    return (batch + outputs) * inputs <= 3000 + 2 * batch * outputs
