"""nn.SparseLinear: a Linear for inputs that are mostly zero. After torch/nn's and THNN's SparseLinear."""

from math import sqrt
from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.example import Example
from nncore.indices import fromZero
from nncore.module import Module
from nncore.random import generator
from nncore.rows import addRows
from nncore.rules import oneTensor
from nncore.shapes import NUMBERS, Shape, Tensor, said, words
from nncore.spec import Flag, Int, Number, Spec
from nncore.tables import keyOf, onlyTensors
from nncore.torchform import Extent, TorchForm


class SparseLinear(Module):
    """y = W x + b where x is given as pairs of a place (from 1) and a value, a tensor n×2.

    A table of such tensors is a batch, as is one tensor N×n×2, in which pairs with value 0 are left out. With
    `doGradInput` the gradient is a table of pairs for all places, else an empty table.
    """

    spec = Spec(
        summary="A Linear whose input lists only what is not zero: pairs of a place and a value.",
        formula=r"y = W x + b",
        args=(
            Int("inputSize", "how many places there are", low=1),
            Int("outputSize", "how many numbers come out", low=1),
            Flag("doGradInput", "whether the gradient by the input is worked out", default=False),
        ),
        settings=(Number("weightDecay", "how much of the weight is added to its gradient", default=0),),
        takes="any",
        label="{inputSize} → {outputSize}",
        keywords=("sparse", "dense", "bag of words", "affine"),
    )
    torch = TorchForm({"inputSize": Extent("weight", 2), "outputSize": Extent("weight", 1)})
    example = Example(
        arguments=lambda draw: {
            "inputSize": int(draw.integers(1, 5)),
            "outputSize": int(draw.integers(1, 4)),
            "doGradInput": True,
        },
        input=lambda draw, a: [
            np.stack([np.arange(1.0, a.inputSize + 1), draw.uniform(-2, 2, a.inputSize)], axis=1)
            for _ in range(draw.integers(1, 4))
        ],
        gradient="the places in its input have no derivative",
        batch="an example is a list of pairs",
    )
    parameterNames = ("weight", "bias")

    def __init__(self, inputSize: int, outputSize: int, doGradInput: bool = False) -> None:
        super().__init__(inputSize=inputSize, outputSize=outputSize, doGradInput=doGradInput)
        self.weight = np.empty((self.args.outputSize, self.args.inputSize))
        self.gradWeight = np.zeros_like(self.weight)
        self.bias = np.empty(self.args.outputSize)
        self.gradBias = np.zeros_like(self.bias)
        self.formatted_input = np.empty((0, 3))
        self.gradInput: Any = []
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters, uniform in ±1/√inputSize, or in ±√3·stdv; the bias a millionth of that."""
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.weight.shape[1])
        self.weight[:] = generator().uniform(-bound, bound, self.weight.shape)
        self.bias[:] = generator().uniform(-bound, bound, self.bias.shape) * 1e-6

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        lists = (x,) if isinstance(x, Tensor) else x
        ranks = (2, 3) if isinstance(x, Tensor) else (2,)
        if not lists:
            raise NNError("the table is empty", got=words(x), needs="a list of pairs n×2 for each example")
        for entry in lists:
            entry = oneTensor(entry, ranks=ranks, needs="pairs of a place and a value, n×2")
            if entry.dims[-1] != 2:
                raise NNError(
                    "the input has no pairs", got=words(x), needs="pairs of a place and a value, n×2"
                )
        if isinstance(x, Tensor):
            return Tensor((*x.dims[:-2], a.outputSize))
        return Tensor((len(x), a.outputSize))

    def _check(self, input: Any) -> None:
        key = keyOf(input)
        shape = self.promised(input) if key != self._shape or key is None else None
        if shape is not None:
            onlyTensors(input, self)
            for entry in [input] if isinstance(input, np.ndarray) else input:
                self._checkType(entry)
        self._pairs(input)
        if shape is not None:
            self.output, self._shape = self.allocate(shape), key

    def _pairs(self, input: Any) -> None:
        """Lists all pairs with the number (from 1) of their example: n×3, in `formatted_input`."""
        batch = [input] if isinstance(input, np.ndarray) and input.ndim == 2 else input
        owners = np.repeat(np.arange(1, len(batch) + 1), [len(entry) for entry in batch])
        listed = np.column_stack([owners, np.concatenate(batch)]).astype(self.dtype)
        if isinstance(input, np.ndarray) and input.ndim == 3:
            listed = listed[listed[:, 2] != 0]
        self._places = fromZero(listed[:, 1], self.args.inputSize, self)
        self.formatted_input = listed

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output[...] = self.bias
        owners, values = self.formatted_input[:, 0].astype(np.int64) - 1, self.formatted_input[:, 2]
        addRows(np.atleast_2d(self.output), owners, values[:, None] * self.weight.T[self._places])
        return self.output

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        if self._shape is None:
            super()._checkBack(input, gradOutput)
        if keyOf(input) != self._shape:
            raise NNError(
                "backward got another input than forward", needs="that of the last forward", module=self
            )
        fits = type(gradOutput) is np.ndarray and (
            np.atleast_2d(gradOutput).shape
            == np.atleast_2d(self.output).shape  # Torch also takes 1×outputSize
        )
        if not fits:
            raise NNError(
                "gradOutput has another size than the output",
                got=said(gradOutput),
                needs=said(self.output),
                module=self,
            )
        if np.asarray(gradOutput).dtype.kind not in NUMBERS:
            raise self._refuseGradient(gradOutput)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        """Pairs for all places: a table of tensors inputSize×2, or for one input N×n×2 one N×inputSize×2."""
        self._checkBack(input, gradOutput)
        legacy = isinstance(input, np.ndarray) and input.ndim == 3
        if not self.args.doGradInput:
            self.gradInput = np.zeros_like(input) if legacy else []
            return self.gradInput
        dense = np.atleast_2d(gradOutput) @ self.weight
        places = np.broadcast_to(np.arange(1, self.args.inputSize + 1), dense.shape)
        pairs = np.stack([places.astype(self.dtype), dense], axis=2)
        self.gradInput = pairs if legacy else list(pairs)
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        gradients = np.atleast_2d(gradOutput)
        owners, values = self.formatted_input[:, 0].astype(np.int64) - 1, self.formatted_input[:, 2]
        np.add.at(self.gradWeight.T, self._places, scale * values[:, None] * gradients[owners])
        self.gradBias += scale * gradients.sum(axis=0)
        if self.args.weightDecay:
            self.gradWeight += self.args.weightDecay * self.weight
