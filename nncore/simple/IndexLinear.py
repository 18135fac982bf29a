"""nn.IndexLinear: a Linear for lists of keys with values. After torch/nn's and THNN's IndexLinear."""

from math import sqrt
from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.example import Example
from nncore.indices import fromZero
from nncore.module import Module
from nncore.random import generator
from nncore.rows import addRows
from nncore.rules import oneTensor, table
from nncore.shapes import NUMBERS, Shape, Tensor, said, words
from nncore.spec import Array, Flag, Int, Number, Spec
from nncore.tables import keyOf, onlyTensors
from nncore.torchform import EMPTY, NOWHERE, Extent, Fields, Told, TorchForm

EXTRA = 4
"""Columns in front of a normalised weight: the largest |value| so far, its inverse, the speed of learning, a
bias.
"""


def _offset(fields: Fields) -> int | None:
    offset = fields.get("offset")
    return offset + 1 if isinstance(offset, int) else None


class IndexLinear(Module):
    """y = Σ vᵢ W_kᵢ + b for keys kᵢ (from 1) with values vᵢ; `weight` has a row for each key and is zero at
    first.

    The input is {keys, values} for one example; {{keys, …}, {values, …}} for a batch; or {keys, values,
    sizes}, the lists of a batch one behind another. With `normalize` each value is divided by the largest of
    its key so far.
    """

    spec = Spec(
        summary="A Linear for very many inputs of which only a few are there: keys with values.",
        formula=r"y = \sum_i v_i W_{k_i} + b",
        args=(
            Int("inputSize", "how many keys there are", low=1),
            Int("outputSize", "how many numbers come out", low=1),
            Flag("doGradInput", "whether the gradient by the input is worked out", default=False),
            Int("keysOffset", "what is added to each key", default=0),
            Array("weight", "the weight at first; left out, zero", default=None, ranks=(2,), optional=True),
            Array("bias", "the bias at first; left out, zero", default=None, ranks=(1,), optional=True),
            Flag("normalize", "whether values are divided by the largest of their key", default=False),
        ),
        settings=(Number("weightDecay", "how much of a used row is taken away at each update", default=0),),
        takes="table",
        label="{inputSize} → {outputSize}",
        keywords=("sparse", "hashing", "features", "bag of words"),
    )
    torch = TorchForm(
        {
            "inputSize": Extent("weight", 1),
            "outputSize": Extent("bias", 1),
            "weight": NOWHERE,
            "bias": NOWHERE,
            "keysOffset": Told(_offset, lambda keysOffset: {"offset": keysOffset - 1}),
            "normalize": Told(
                lambda f: bool(f.get("normalize")), lambda normalize: {"normalize": EXTRA if normalize else 0}
            ),
        },
        extra={
            "inputSize": lambda a: a.inputSize,
            "outputSize": lambda a: a.outputSize,
            "gradWeightBuffer": EMPTY,
            "valuesBuffer": EMPTY,
            "normalizedValues": EMPTY,
            "running": lambda a: {"cumSumSizes": {}, "keys": {}, "gradWeight": {}, "counter": 1},
            "sizesCache": lambda a: {},
            "cumSumSizesCache": lambda a: {},
        },
        size=lambda a: a.inputSize * a.outputSize,
    )
    example = Example(
        arguments=lambda draw: {
            "inputSize": int(draw.integers(1, 5)),
            "outputSize": int(draw.integers(1, 4)),
            "doGradInput": True,
        },
        input=lambda draw, a: [np.arange(1, a.inputSize + 1), draw.uniform(-2, 2, a.inputSize)],
        gradient="the gradient of its keys is all the keys there are",
        batch="an example is a list of keys",
    )
    parameterNames = ("weight", "bias")

    def __init__(
        self,
        inputSize: int,
        outputSize: int,
        doGradInput: bool = False,
        keysOffset: int = 0,
        weight: Any = None,
        bias: Any = None,
        normalize: bool = False,
    ) -> None:
        super().__init__(
            inputSize=inputSize,
            outputSize=outputSize,
            doGradInput=doGradInput,
            keysOffset=keysOffset,
            weight=weight,
            bias=bias,
            normalize=normalize,
        )
        self._extra = EXTRA if self.args.normalize else 0
        size = (self.args.inputSize, self.args.outputSize + self._extra)
        self.weight = _given(weight, size, "weight")
        self.bias = _given(bias, size[1:] if not self._extra else (self.args.outputSize,), "bias")
        self.gradWeight, self.gradBias = np.zeros_like(self.weight), np.zeros_like(self.bias)
        self.gradInput: Any = []

    def reset(self, stdv: float | None = None) -> None:
        """Draws new parameters, uniform in ±1/√(weight columns), or in ±√3·stdv; the bias a millionth of
        that.
        """
        bound = stdv * sqrt(3) if stdv else 1 / sqrt(self.weight.shape[1])
        self.weight[:] = generator().uniform(-bound, bound, self.weight.shape)
        self.bias[:] = generator().uniform(-bound, bound, self.bias.shape) * 1e-6
        self.weight[:, : self._extra] = 0

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        parts = table(x, 2)
        if len(parts) == 3:
            _alike(x, parts[0], parts[1])
            sizes = oneTensor(parts[2], ranks=(1,), needs="the sizes of the lists")
            return Tensor((sizes.dims[0], a.outputSize))
        keys, values = parts[:2]
        if len(parts) > 3 or isinstance(keys, Tensor) != isinstance(values, Tensor):
            raise NNError(
                "the table has another form", got=words(x), needs="{keys, values} or {keys, values, sizes}"
            )
        if isinstance(keys, Tensor) or isinstance(values, Tensor):
            _alike(x, keys, values)
            return Tensor((a.outputSize,))
        if len(keys) != len(values) or not keys:
            raise NNError(
                "there is not one list of values for each list of keys",
                got=words(x),
                needs=f"{len(keys)} lists of values" if keys else "one list of keys at least",
            )
        for one, other in zip(keys, values, strict=True):
            _alike(x, one, other)
        return Tensor((len(keys), a.outputSize))

    def _check(self, input: Any) -> None:
        key = keyOf(input)
        shape = None
        if key != self._shape or key is None:
            shape = self.promised(input)
            onlyTensors(input, self)
        self._listed(input)
        if shape is not None:
            self.output, self._shape = self.allocate(shape), key

    def _listed(self, input: Any) -> None:
        """Lists all keys (as rows of the weight), their values, and which example each belongs to."""
        keys, values = input[0], input[1]
        if len(input) == 3:
            sizes = np.atleast_1d(input[2]).astype(np.int64)
            if sizes.sum() != len(keys) or (sizes < 0).any():
                raise NNError(
                    "the sizes do not add up to the keys",
                    got=str(sizes.sum()),
                    needs=str(len(keys)),
                    module=self,
                )
        else:
            keys = [keys] if isinstance(keys, np.ndarray) else keys
            values = [values] if isinstance(values, np.ndarray) else values
            sizes = np.array([len(entry) for entry in keys])
            keys, values = np.concatenate(keys), np.concatenate(values)
        self._checkType(values)
        self._rows = fromZero(keys + self.args.keysOffset, self.args.inputSize, self)
        self._values = values
        self._owners = np.repeat(np.arange(len(sizes)), sizes)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        if self._extra:
            self._normalize()
        self.output[...] = self.bias
        products = self._values[:, None] * self.weight[self._rows, self._extra :]
        addRows(np.atleast_2d(self.output), self._owners, products)
        return self.output

    def _normalize(self) -> None:
        """Divides the values by the largest of their key, which training keeps up to date, and adds the key's
        bias.
        """
        size = np.abs(self._values)
        if self.train:
            np.maximum.at(self.weight[:, 0], self._rows, size)
            largest = self.weight[self._rows, 0]
            used = largest > 0
            self.weight[self._rows[used], 1] = 1 / largest[used]
            self.weight[self._rows, 2] = 1
        largest, inverse, _, bias = self.weight[self._rows, :EXTRA].T
        self._values = np.where(size > largest, np.sign(self._values), self._values * inverse) + bias

    def _checkBack(self, input: Any, gradOutput: Any) -> None:
        if self._shape is None or keyOf(input) != self._shape:
            raise NNError(
                "backward came before forward, or with another input",
                needs="forward with the same input first",
                module=self,
            )
        if type(gradOutput) is not np.ndarray or gradOutput.shape != self.output.shape:
            raise NNError(
                "gradOutput has another size than the output",
                got=said(gradOutput),
                needs=said(self.output),
                module=self,
            )
        if np.asarray(gradOutput).dtype.kind not in NUMBERS:
            raise self._refuseGradient(gradOutput)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        """{keys, gradients} for all keys, in the form of the input; an empty table without `doGradInput`."""
        self._checkBack(input, gradOutput)
        self.gradInput = []
        if not self.args.doGradInput:
            return self.gradInput
        if self._extra:
            raise NNError(
                "normalised values have no gradient", needs="normalize or doGradInput, not both", module=self
            )
        dense = np.atleast_2d(gradOutput) @ self.weight.T
        keys = np.tile(np.arange(1, self.args.inputSize + 1), (len(dense), 1))
        if len(input) == 3:
            self.gradInput = [keys, dense]
        elif isinstance(input[0], np.ndarray):
            self.gradInput = [keys[0], dense[0]]
        else:
            self.gradInput = [list(keys), list(dense)]
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        gradients = np.atleast_2d(gradOutput)
        self.gradBias += scale * gradients.sum(axis=0)
        each = scale * gradients[self._owners]
        change = self._values[:, None] * each
        if self._extra:
            ofBias = (each * self.weight[self._rows, EXTRA:]).sum(axis=1, keepdims=True)
            change = np.concatenate([np.zeros((len(each), EXTRA - 1), self.dtype), ofBias, change], axis=1)
        addRows(self.gradWeight, self._rows, change)

    def updateParameters(self, learningRate: float) -> None:
        """One step; normalised rows learn at their own speed, and rows with a gradient lose weightDecay of
        themselves.
        """
        self.bias -= learningRate * self.gradBias
        step = learningRate * self.gradWeight
        free, decay = self.weight[:, self._extra :], self.args.weightDecay
        used = np.any(self.gradWeight != 0, axis=1)
        speed = self.weight[used, 2:3] if self._extra else 1
        if decay:
            free[used] -= decay * speed * free[used]
        self.weight[used] -= step[used] * speed


def _alike(x: Shape, keys: Shape, values: Shape) -> None:
    """That there is one value for each key.

    Raises:
        NNError: when not.
    """
    one, other = (
        oneTensor(part, ranks=(1,), needs="vectors of keys and of values") for part in (keys, values)
    )
    if one.dims != other.dims:
        raise NNError("there is not one value for each key", got=words(x), needs=f"{one.dims[0]} values")


def _given(values: Any, size: tuple[int, ...], name: str) -> np.ndarray:
    """The array that was given, itself, or zeros."""
    if values is None:
        return np.zeros(size)
    array = np.asarray(values, np.float64)
    if array.shape != size:
        raise NNError(
            f"{name} has the wrong size",
            got=str(Tensor(array.shape)),
            needs=str(Tensor(size)),
            module="IndexLinear",
        )
    return array
