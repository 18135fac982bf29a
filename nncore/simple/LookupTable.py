"""nn.LookupTable: a learned vector for each index. After torch/nn's and THNN's LookupTable."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.example import Example
from nncore.module import Module
from nncore.random import generator
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor, shapeOf
from nncore.spec import Int, Number, Spec


class LookupTable(Module):
    """Row `i` of `weight` for each index i (from 1): n gives n×nOutput, N×n gives N×n×nOutput.

    Indices have no gradient: `gradInput` stays empty.
    """

    spec = Spec(
        summary="Gives each index a learned vector of its own.",
        formula=r"y_i = W_{x_i}",
        args=(
            Int("nIndex", "how many indices there are", low=1),
            Int("nOutput", "how long each vector is", low=1),
            Int("paddingValue", "an index whose vector is never changed; 0 for none", default=0, low=0),
            Number(
                "maxNorm",
                "the longest a vector may be when it is looked up",
                default=None,
                low=0,
                optional=True,
            ),
            Number("normType", "the p of the norm that maxNorm bounds", default=None, low=0, optional=True),
        ),
        label="{nIndex} → {nOutput}",
        keywords=("embedding", "sparse", "one-hot", "words"),
        indices=True,
    )
    example = Example(most="nIndex")
    parameterNames = ("weight",)

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
        self.weight = np.empty((nIndex, nOutput))
        self.gradWeight = np.zeros((nIndex, nOutput))
        self.reset()

    def reset(self, stdv: float = 1) -> None:
        """Draws new vectors, normal with standard deviation `stdv`."""
        self.weight[:] = generator().normal(0, stdv, self.weight.shape)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x, ranks=(1, 2), needs="indices n or N×n")
        return Tensor((*x.dims, a.nOutput))

    def _check(self, input: Any) -> None:
        if type(input) is not np.ndarray:
            raise self._refuse(input)
        if input.shape != self._shape:
            self.output = self.allocate(self.outputShape(shapeOf(input)))
        self._rows = self._rowsOf(input)
        self._shape = input.shape

    def _rowsOf(self, input: np.ndarray) -> np.ndarray:
        """The rows, from 0, that the indices name.

        Raises:
            NNError: for an index that is not whole, or not between 1 and nIndex.
        """
        rows = input if input.dtype.kind in "iu" else input.astype(np.int64)
        bad = (rows < 1) | (rows > self.args.nIndex)
        if rows is not input:
            bad |= rows != input
        if bad.any():
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
        return np.take(self.weight, self._rows, axis=0, out=self.output)

    def _shorten(self) -> None:
        """Scales the looked-up vectors that are longer than maxNorm back to it."""
        used = np.unique(self._rows)
        p = self.args.normType or 2
        norms = (np.abs(self.weight[used]) ** p).sum(axis=1) ** (1 / p)
        long = norms > self.args.maxNorm
        self.weight[used[long]] *= (self.args.maxNorm / (norms[long] + 1e-7))[:, None]

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        rows, flat = self._rows.ravel(), gradOutput.reshape(-1, self.args.nOutput)
        if self.args.paddingValue:
            kept = rows != self.args.paddingValue - 1
            rows, flat = rows[kept], flat[kept]
        np.add.at(self.gradWeight, rows, flat if scale == 1 else scale * flat)
