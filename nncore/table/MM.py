"""nn.MM: the product of two matrices. After torch/nn's MM.lua."""

from typing import Any

import numpy as np

from nncore.costs import numbers
from nncore.errors import NNError
from nncore.rules import oneTensor, tableOf
from nncore.shapes import Shape, Tensor, words
from nncore.spec import Flag, Spec
from nncore.tables import TableModule
from nncore.worked import Place, Values, index, products


class MM(TableModule):
    """y = A B for a table {A, B} of matrices, or of batches of them (N×a×b, N×b×c); each can be transposed
    first.
    """

    spec = Spec(
        summary="Multiplies two matrices.",
        formula=r"y = A B",
        args=(
            Flag("transA", "whether the first matrix is transposed", default=False),
            Flag("transB", "whether the second matrix is transposed", default=False),
        ),
        takes="table",
        keywords=("matrix", "product", "attention", "batch"),
    )

    def __init__(self, transA: bool = False, transB: bool = False) -> None:
        super().__init__(transA=transA, transB=transB)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        pair = values.get("input")
        if name != "output" or not isinstance(pair, list) or len(at) < 2:
            return []
        *batch, i, j = at
        left, right = (entry[tuple(batch)] for entry in pair)
        row = left[:, i] if a.transA else left[i]
        column = right[j] if a.transB else right[:, j]
        one = index(*batch, "k", i) if a.transA else index(*batch, i, "k")
        other = index(*batch, j, "k") if a.transB else index(*batch, "k", j)
        return [rf"y{index(*at)} = \sum_k A{one} B{other}", f"= {products(row, column)}"]

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        left, right = (oneTensor(e, ranks=(2, 3), needs="matrices a×b, or N×a×b") for e in tableOf(x, 2))
        if left.rank != right.rank or left.dims[:-2] != right.dims[:-2]:
            raise NNError(
                "the two tensors do not go together", got=words(x), needs="two matrices or two equal batches"
            )
        rows, inner = left.dims[-2:][:: -1 if a.transA else 1]
        other, columns = right.dims[-2:][:: -1 if a.transB else 1]
        if inner != other:
            raise NNError(
                "the matrices cannot be multiplied",
                got=f"{_pair(rows, inner)} and {_pair(other, columns)}",
                needs=f"{_pair(rows, inner)} and {_pair(inner, columns)}",
            )
        return Tensor((*left.dims[:-2], rows, columns))

    @staticmethod
    def cost(a: Any, x: Shape, y: Shape) -> int:
        left = tableOf(x, 2)[0]
        inner = left.dims[-2 if a.transA else -1] if isinstance(left, Tensor) else 0
        return numbers(y) * inner if isinstance(inner, int) else 0

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        left, right = self._turned(input)
        return np.matmul(left, right, out=self.output)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        left, right = self._turned(input)
        toLeft, toRight = self._turned(self.gradInput)
        np.matmul(gradOutput, right.swapaxes(-1, -2), out=toLeft)
        np.matmul(left.swapaxes(-1, -2), gradOutput, out=toRight)
        return self.gradInput

    def _turned(self, matrices: Any) -> tuple[np.ndarray, np.ndarray]:
        """The two as they are multiplied."""
        left, right = matrices
        return (
            left.swapaxes(-1, -2) if self.args.transA else left,
            right.swapaxes(-1, -2) if self.args.transB else right,
        )


def _pair(rows: Any, columns: Any) -> str:
    return str(Tensor((rows, columns)))
