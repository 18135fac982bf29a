"""nn.LookupTable: a learned vector for each index. After torch/nn's and THNN's LookupTable."""

from typing import Any, Self

import numpy as np

from nncore.costs import nothing
from nncore.errors import NNError
from nncore.example import Draw, Example
from nncore.follows import highest
from nncore.indices import between
from nncore.module import Module
from nncore.random import generator
from nncore.rows import addRows, once, scaled
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Int, Number, Spec
from nncore.torchform import Extent, TorchForm
from nncore.worked import Place, Values, array, index


def _arguments(draw: Draw) -> dict[str, Any]:
    """Without padding, maxNorm and scaling by frequency: with them the gradient is not the derivative."""
    return {"nIndex": int(draw.integers(1, 6)), "nOutput": int(draw.integers(1, 4))}


class LookupTable(Module):
    """Row `i` of `weight` for each index i (from 1): n gives n×nOutput, N×n gives N×n×nOutput.

    Indices have no gradient: `gradInput` is zeros. Gradients are kept for the rows that were looked up, and
    only these are updated, until somebody asks for `gradWeight` (and may then write to it) or more rows were
    looked up since `zeroGradParameters` than there are; from then on the gradient is that of all rows.
    """

    spec = Spec(
        summary="Gives each index a learned vector of its own.",
        formula=r"y_i = W_{x_i}",
        accumulates=r"gradWeight_{x_i} \leftarrow gradWeight_{x_i} + gradOutput_i",
        args=(
            Int("nIndex", "how many indices there are", low=1, follows=highest),
            Int("nOutput", "how long each vector is", low=1),
            Int("paddingValue", "an index whose vector is never changed; 0 for none", default=0, low=0),
            Number(
                "maxNorm",
                "the longest a vector may be when it is looked up; nothing for any length",
                default=None,
                low=0,
                optional=True,
            ),
            Number(
                "normType",
                "the p of the norm that maxNorm bounds; nothing for 2",
                default=None,
                low=0,
                optional=True,
            ),
        ),
        settings=(
            Flag(
                "shouldScaleGradByFreq",
                "whether a gradient is divided by how often its index occurs",
                default=False,
            ),
        ),
        label="{nIndex} → {nOutput}",
        keywords=("embedding", "sparse", "one-hot", "words"),
        indices=True,
    )
    torch = TorchForm(
        {"nIndex": Extent("weight", 1), "nOutput": Extent("weight", 2)},
        extra={"_count": np.empty(0, np.int32), "_input": np.empty(0, np.int64), "copiedInput": False},
    )
    example = Example(most="nIndex", arguments=_arguments)
    parameterNames = ("weight",)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x = array(values, "input")
        if name != "output" or x is None or len(at) != x.ndim + 1:
            return []
        *place, column = at
        row = int(x[tuple(place)])
        rule = f"y{index(*at)} = W_{{x{index(*place)}, {column + 1}}}"
        return [rule, f"= W{index(row - 1, column)}"]

    def __init__(
        self,
        nIndex: int,
        nOutput: int,
        paddingValue: int = 0,
        maxNorm: float | None = None,
        normType: float | None = None,
    ) -> None:
        super().__init__(
            nIndex=nIndex, nOutput=nOutput, paddingValue=paddingValue, maxNorm=maxNorm, normType=normType
        )
        self.weight = np.empty((self.args.nIndex, self.args.nOutput))
        self._gradWeight = np.zeros_like(self.weight)
        self._handedOut = False
        self._kept: list[tuple[np.ndarray, np.ndarray]] = []  # rows and gradients that are not in it yet
        self.reset()

    @property
    def gradWeight(self) -> np.ndarray:
        """The gradient of all rows; whoever asks for it may write to it at any time."""
        self._addKept(self._gradWeight, 1)
        self._kept.clear()
        self._handedOut = True
        return self._gradWeight

    @gradWeight.setter
    def gradWeight(self, gradient: np.ndarray) -> None:
        self._kept.clear()
        self._gradWeight, self._handedOut = gradient, True

    def reset(self, stdv: float | None = None) -> None:
        """Draws new vectors, normal with standard deviation `stdv`, or 1."""
        self.weight[:] = generator().normal(0, stdv or 1, self.weight.shape)

    def scaleGradByFreq(self) -> Self:
        """Has each gradient divided by how often its index occurs in the input; returns the module."""
        self.assign("shouldScaleGradByFreq", True)
        return self

    def setPadding(self, paddingValue: int) -> Self:
        """Names an index whose vector is never changed; returns the module."""
        self.assign("paddingValue", paddingValue)
        return self

    def setMaxNorm(self, maxNorm: float) -> Self:
        """Sets the longest a vector may be; returns the module."""
        self.assign("maxNorm", maxNorm)
        return self

    def setNormType(self, normType: float) -> Self:
        """Sets the p of the norm that maxNorm bounds; returns the module."""
        self.assign("normType", normType)
        return self

    cost = staticmethod(nothing)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x, ranks=(1, 2), needs="indices n or N×n")
        return Tensor((*x.dims, a.nOutput))

    def _check(self, input: Any) -> None:
        if type(input) is not np.ndarray:
            raise self._refuse(input)
        if input.shape != self._shape or input.dtype is not self._type:
            if not input.size:
                raise self._refuseEmpty(input)
            shape = self.promised(input)
            self._rows = self._rowsOf(input)
            self.output = self.allocate(shape)
            self._shape, self._type = input.shape, input.dtype
        else:
            self._rows = self._rowsOf(input)

    def _rowsOf(self, input: np.ndarray) -> np.ndarray:
        """The rows, from 0, that the indices name.

        Raises:
            NNError: for an index that is not whole, or not between 1 and nIndex.
        """
        rows = input if input.dtype.kind in "iu" else input.astype(np.int64)
        if not between(rows, 1, self.args.nIndex) or (rows is not input and (rows != input).any()):
            bad = (rows < 1) | (rows > self.args.nIndex) | (rows != input)
            raise NNError(
                "an index is out of range",
                got=str(input[bad][0]),
                needs=f"a whole number from 1 to {self.args.nIndex}",
                module=self,
            )
        return rows - 1

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        if self.args.maxNorm is not None:
            self._shorten()
        return np.take(self.weight, self._rows, axis=0, out=self.output, mode="clip")  # checked; quickest

    def _shorten(self) -> None:
        """Scales the looked-up vectors that are longer than maxNorm back to it."""
        used = np.unique(self._rows)
        p = self.args.normType or 2
        norms = (np.abs(self.weight[used]) ** p).sum(axis=1) ** (1 / p)
        long = norms > self.args.maxNorm
        self.weight[used[long]] *= (self.args.maxNorm / (norms[long] + 1e-7))[:, None]

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        if self.gradInput.shape != input.shape or self.gradInput.dtype != input.dtype:
            self.gradInput = np.zeros_like(input)
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        rows, values = self._rows, gradOutput
        if self.args.paddingValue:
            kept = rows != self.args.paddingValue - 1
            rows, values = rows[kept], values[kept]
        if self.args.shouldScaleGradByFreq:
            values = values / np.bincount(rows.reshape(-1))[rows][..., None].astype(self.dtype)
        if self._handedOut or sum(rows.size for rows, _ in self._kept) + rows.size > self.args.nIndex:
            addRows(self.gradWeight, rows, once(values) if scale == 1 else scaled(values, scale))
        else:
            self._kept.append((rows, scaled(values, scale)))

    def _addKept(self, target: np.ndarray, factor: float) -> None:
        for rows, values in self._kept:
            addRows(target, rows, values if factor == 1 else scaled(values, factor))

    def zeroGradParameters(self) -> None:
        self._kept.clear()
        if self._handedOut:
            self._gradWeight.fill(0)

    def updateParameters(self, learningRate: float) -> None:
        if self._handedOut:
            super().updateParameters(learningRate)
        else:
            self._addKept(self.weight, -learningRate)
