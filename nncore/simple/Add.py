"""nn.Add: one learned number added to each element. After torch/nn's Add.lua."""

from math import prod, sqrt
from typing import Any

import numpy as np

from nncore.errors import NNError, Repair
from nncore.follows import example
from nncore.module import Module
from nncore.random import generator
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Size, Spec
from nncore.torchform import Extent, Fields, Told, TorchForm
from nncore.worked import Place, Values, array, index, number, plain


def _size(fields: Fields) -> Any:
    """The argument, read off the bias."""
    shape = Extent("bias").read(fields)
    return shape[0] if shape is not None and len(shape) == 1 else shape


class Add(Module):
    """y = x + b for an input shaped like b or a batch of such; with `scalar`, one number for all elements.

    As in Torch a vector is a batch of single numbers for an `inputSize` of 1.
    """

    spec = Spec(
        summary="Adds a learned number to each element.",
        formula=r"y = x + b",
        backward=r"gradInput = gradOutput",
        accumulates=r"gradBias \leftarrow gradBias + \sum gradOutput",
        args=(
            Size("inputSize", "how many numbers go in", follows=example),
            Flag("scalar", "whether one number is added to all", default=False),
        ),
        label="{inputSize}",
        keywords=("bias", "shift"),
    )
    torch = TorchForm({"inputSize": Told(_size, lambda size: {})}, extra={"_ones": np.ones(1)})
    parameterNames = ("bias",)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x, b, g = (array(values, key) for key in ("input", "bias", "gradOutput"))
        if name == "output" and x is not None and b is not None:
            own = () if b.size == 1 else at[x.ndim - b.ndim :]
            rule = f"y{index(*at)} = x{index(*at)} + b{index(*own)}"
            return [rule, f"= {plain(x[at])} + {number(b[own] if own else b.flat[0])}"]
        if name == "gradInput" and g is not None:
            return [f"gradInput{index(*at)} = gradOutput{index(*at)}"]
        return []

    def __init__(self, inputSize: int | tuple[int, ...], scalar: bool = False) -> None:
        super().__init__(inputSize=inputSize, scalar=bool(scalar))
        self.bias = np.empty(1 if self.args.scalar else self.args.inputSize)
        self.gradBias = np.zeros_like(self.bias)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new numbers, uniform in ±1/√n for n elements, or in ±√3·stdv."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.bias.shape[0])
        self.bias[...] = generator().uniform(-bound, bound, self.bias.shape)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x, sizes = oneTensor(x), a.inputSize if isinstance(a.inputSize, tuple) else (a.inputSize,)
        rest = x.without(0).elements if x.rank > 1 else 1
        alike = x.dims == sizes or rest == prod(sizes)
        if not a.scalar and not alike:
            example = x.dims[1:] if x.rank > 1 else x.dims
            size = example[0] if len(example) == 1 else example
            raise NNError(
                "the input has the wrong size",
                got=str(x),
                needs=f"{Tensor(sizes)}, or a batch of it",
                repairs=(Repair(f"set inputSize = {Tensor(example)}", "set", "inputSize", size),)
                if all(isinstance(dim, int) and dim for dim in example)
                else (),
            )
        return x

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        return np.add(input, self._spread(input), out=self.output)

    def _spread(self, input: np.ndarray) -> np.ndarray:
        if input.ndim == 1:
            return self.bias.reshape(-1)
        whole = self.args.scalar or self.bias.shape == input.shape
        return self.bias if whole else self.bias.reshape(1, *input.shape[1:])

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self._gradBuffer(input)[...] = gradOutput
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        if self.args.scalar:
            self.gradBias += scale * gradOutput.sum()
        elif self.bias.shape == input.shape:
            self.gradBias += scale * gradOutput
        else:
            self.gradBias += scale * gradOutput.sum(axis=0).reshape(self.bias.shape)
