"""What many shape rules ask of their input."""

from __future__ import annotations

from nncore.dims import product, symbol
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


def tableOf(x: Shape, count: int) -> tuple[Shape, ...]:
    """`x` as a table of exactly `count` entries.

    Raises:
        NNError: for a tensor, or another number of entries.
    """
    entries = table(x, count)
    if len(entries) != count:
        raise NNError("the table has too many entries", got=words(x), needs=f"exactly {count}")
    return entries


def lastSize(x: Tensor, size: int, argument: str) -> None:
    """That the last size of `x` is the one the constructor was told in `argument`.

    Raises:
        NNError: when it is not, offering to set the argument.
    """
    if x.dims[-1] == size:
        return
    came = x.dims[-1]
    repairs = (
        (Repair(f"set {argument} = {came}", "set", argument, came),) if isinstance(came, int) and came else ()
    )
    needs = f"{x.but(-1, size)}, as {argument} = {size}"
    raise NNError("the input has the wrong size", got=str(x), needs=needs, repairs=repairs)


def vectors(x: Shape, size: int, argument: str) -> Tensor:
    """`x` as a vector, or a batch of vectors, of the size that the constructor was told in `argument`.

    Raises:
        NNError: when it is not; for images and the like, offering to lay each out as a vector.
    """
    needs = f"N×{size}"
    tensor = oneTensor(x, needs=needs)
    if tensor.rank not in (1, 2):
        each = product(tensor.dims[1:])
        repairs = (Repair(f"insert View({each})", "insert", "View", {"sizes": (each,)}),)
        raise NNError(
            "the input has the wrong number of dimensions",
            got=str(x),
            needs=needs,
            repairs=repairs if isinstance(each, int) and tensor.rank else (),
        )
    lastSize(tensor, size, argument)
    return tensor


def axisOf(x: Tensor, dimension: int, nInputDims: int | None = None) -> int:
    """Torch's `dimension` (from 1; negative from the end) as an axis of `x` (from 0).

    With `nInputDims` the input may have one dimension more, the batch, which is not counted.

    Raises:
        NNError: when `x` has no such dimension.
    """
    if dimension < 0:
        axis = x.rank + dimension
    else:
        axis = dimension - 1 + (nInputDims is not None and x.rank == nInputDims + 1)
    if not 0 <= axis < x.rank:
        raise NNError(
            f"the input has no dimension {dimension}", got=str(x), needs=f"a dimension from 1 to {x.rank}"
        )
    return axis


def sameShapes(x: Shape, least: int = 1) -> Tensor:
    """The one shape that all entries of a table have.

    Raises:
        NNError: when they differ, naming the first that does.
    """
    entries = [oneTensor(entry) for entry in table(x, least)]
    for i, entry in enumerate(entries):
        if entry.dims != entries[0].dims:
            raise NNError(
                "the table's tensors differ in size",
                got=words(x),
                needs=f"{entries[0]} for entry {i + 1} too",
            )
    return Tensor(entries[0].dims)


def featureAxis(rank: int) -> int:
    """The axis over which Torch's softmax sums: features of n and N×n, planes of C×H×W and N×C×H×W."""
    return 1 if rank in (2, 4) else 0


def joined(tensors: list[Tensor], axis: int) -> Tensor:
    """The shape of tensors put one behind another along `axis` (from 0).

    Raises:
        NNError: when they differ anywhere else.
    """
    first, total = tensors[0], tensors[0].dims[axis]
    for number, tensor in enumerate(tensors[1:], start=2):
        if tensor.rank != first.rank or tensor.but(axis, 1).dims != first.but(axis, 1).dims:
            raise NNError(
                "the tensors differ outside the dimension along which they are joined",
                got=words(tuple(tensors)),
                needs=f"{first.but(axis, symbol('any'))} for number {number} too",
            )
        total = total + tensor.dims[axis]
    return Tensor(first.but(axis, total).dims, first.kind)
