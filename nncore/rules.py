"""What many shape rules ask of their input."""

from __future__ import annotations

from nncore.errors import NNError, Repair
from nncore.shapes import Shape, Tensor, words


def oneTensor(x: Shape, ranks: tuple[int, ...] = (), needs: str = "one tensor") -> Tensor:
    """`x` as a tensor, of one of the `ranks` if any are given.

    Raises:
        NNError: for a table (offering a table layer in between) or another number of dimensions.
    """
    if not isinstance(x, Tensor):
        raise NNError(
            "a table came where one tensor is needed",
            got=words(x),
            needs=needs,
            repairs=(
                Repair("insert CAddTable", "insert", "CAddTable", {}),
                Repair("wrap in ParallelTable", "wrap", "ParallelTable"),
            ),
        )
    if ranks and x.rank not in ranks:
        raise NNError("the input has the wrong number of dimensions", got=str(x), needs=needs)
    return x


def table(x: Shape, least: int = 1) -> tuple[Shape, ...]:
    """`x` as a table of at least `least` entries.

    Raises:
        NNError: for a tensor, or too few entries.
    """
    if isinstance(x, Tensor):
        raise NNError("one tensor came where a table is needed", got=str(x), needs="a table of tensors")
    if len(x) < least:
        raise NNError("the table has too few entries", got=words(x), needs=f"at least {least}")
    return x
