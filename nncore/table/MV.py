"""nn.MV: the product of a matrix and a vector. After torch/nn's MV.lua."""

from typing import Any

import numpy as np

from nncore.costs import numbers
from nncore.errors import NNError
from nncore.rules import oneTensor, tableOf
from nncore.shapes import Shape, Tensor, words
from nncore.spec import Flag, Spec
from nncore.tables import TableModule


class MV(TableModule):
    """y = M v for a table {M, v} of a matrix and a vector, or of batches of them (N×a×b, N×b)."""

    spec = Spec(
        summary="Multiplies a matrix and a vector.",
        formula=r"y = M v",
        args=(Flag("trans", "whether the matrix is transposed", default=False),),
        takes="table",
        keywords=("matrix", "vector", "product", "batch"),
    )

    def __init__(self, trans: bool = False) -> None:
        super().__init__(trans=trans)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        matrix, vector = (oneTensor(entry) for entry in tableOf(x, 2))
        if matrix.rank not in (2, 3) or vector.rank != matrix.rank - 1:
            raise NNError("the sizes do not fit", got=words(x), needs="{a×b, b}, or a batch {N×a×b, N×b}")
        rows, columns = matrix.dims[-2:][:: -1 if a.trans else 1]
        if vector.dims != (*matrix.dims[:-2], columns):
            raise NNError(
                "the vector does not fit the matrix",
                got=words(x),
                needs=f"a second entry {Tensor((*matrix.dims[:-2], columns))}",
            )
        return Tensor((*matrix.dims[:-2], rows))

    def _turned(self, matrix: np.ndarray) -> np.ndarray:
        return matrix.swapaxes(-1, -2) if self.args.trans else matrix

    @staticmethod
    def cost(a: Any, x: Shape, y: Shape) -> int:
        return numbers(tableOf(x, 2)[0])

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        product = np.matmul(self._turned(input[0]), input[1][..., None])
        self.output[...] = product[..., 0]
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        matrix, vector = input
        np.multiply(gradOutput[..., None], vector[..., None, :], out=self._turned(self.gradInput[0]))
        back = np.matmul(self._turned(matrix).swapaxes(-1, -2), gradOutput[..., None])
        self.gradInput[1][...] = back[..., 0]
        return self.gradInput
