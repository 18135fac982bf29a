"""Shape rules of modules that slide a kernel over planes."""

from __future__ import annotations

from math import isqrt

from nncore.dims import Dim
from nncore.errors import NNError, Repair
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.windows.geometry import Geometry


def planes(x: Shape, letters: str, count: int | None = None, argument: str = "") -> Tensor:
    """`x` as planes (C×H×W for the letters "HW") or a batch of them, `count` of them if that is given.

    Raises:
        NNError: for another number of dimensions, or of planes (offering to set `argument`).
    """
    rank = len(letters) + 1
    each = "×".join(["C" if count is None else str(count), *letters])
    needs = f"N×{each} or {each}"
    if isinstance(x, Tensor) and x.rank not in (rank, rank + 1):
        raise NNError(
            "the input has the wrong number of dimensions",
            got=str(x),
            needs=needs,
            repairs=_laidOut(x, rank, count),
        )
    x = oneTensor(x, needs=needs)
    came = x.dims[-rank]
    if count is not None and came != count:
        repairs = (
            (Repair(f"set {argument} = {came}", "set", argument, came),) if isinstance(came, int) else ()
        )
        wanted = f"{x.but(-rank, count)}, as {argument} = {count}"
        raise NNError("the input has the wrong number of planes", got=str(x), needs=wanted, repairs=repairs)
    return x


def slid(x: Tensor, geometry: Geometry, letters: str, ceil: bool = False) -> tuple[Dim, ...]:
    """The output's spatial sizes.

    Raises:
        NNError: when the kernel does not fit into the input once.
    """
    sizes = x.dims[-len(letters) :]
    counts = geometry.counts(sizes, ceil)
    small = [i for i, count in enumerate(counts) if isinstance(count, int) and count < 1]
    if not small:
        return counts
    least = [r - 2 * p for r, p in zip(geometry.reach, geometry.pad, strict=True)]
    wanted = Tensor((*x.dims[: -len(letters)], *(_larger(s, n) for s, n in zip(sizes, least, strict=True))))
    repairs = tuple(_smaller(x, geometry, letters, i) for i in small if geometry.dilation[i] == 1)
    raise NNError(
        "the kernel is larger than the input", got=str(x), needs=f"at least {wanted}", repairs=repairs
    )


def resized(x: Tensor, sizes: tuple[Dim, ...], count: Dim | None = None) -> Tensor:
    """`x` with other spatial sizes, and with `count` planes if that is given."""
    leading = x.dims[: -len(sizes)]
    return Tensor((*(leading if count is None else (*leading[:-1], count)), *sizes))


def covered(x: Tensor, geometry: Geometry, letters: str, ceil: bool) -> tuple[Dim, ...]:
    """The output's spatial sizes of a pooling, whose every window must hold some of the input.

    Raises:
        NNError: when a window would hold nothing, or the margin is more than half the kernel.
    """
    for letter, kernel, pad in zip(letters, geometry.kernel, geometry.pad, strict=True):
        if 2 * pad > kernel:
            raise NNError(
                "the margin is more than half the kernel",
                got=f"pad{letter} = {pad}, k{letter} = {kernel}",
                needs=f"pad{letter} of at most {kernel // 2}",
                repairs=(Repair(f"set pad{letter} = {kernel // 2}", "set", f"pad{letter}", kernel // 2),),
            )
    counts = slid(x, geometry, letters, ceil)
    for axis, count in enumerate(counts):
        size = x.dims[axis - len(letters)]
        if isinstance(count, int) and isinstance(size, int) and _empty(geometry, axis, size, count):
            raise NNError(
                f"a window along {letters[axis]} would lie wholly outside the input",
                got=str(x),
                needs="a smaller step, spacing or margin, or floor() instead of ceil()",
            )
    return counts


def _empty(geometry: Geometry, axis: int, size: int, count: int) -> bool:
    """Whether some position of the kernel has no tap on the input."""
    step, pad = geometry.stride[axis], geometry.pad[axis]
    taps = range(0, geometry.reach[axis], geometry.dilation[axis])
    return not all(any(0 <= i * step - pad + tap < size for tap in taps) for i in range(count))


def _larger(size: Dim, least: int) -> Dim:
    return max(size, least) if isinstance(size, int) else size


def _smaller(x: Tensor, geometry: Geometry, letters: str, axis: int) -> Repair:
    fits = x.dims[axis - len(letters)] + 2 * geometry.pad[axis]
    return Repair(f"set k{letters[axis]} = {fits}", "set", f"k{letters[axis]}", fits)


def _laidOut(x: Tensor, rank: int, count: int | None) -> tuple[Repair, ...]:
    """For rows of numbers that are square planes, laid flat: a View before the module."""
    features = x.dims[-1]
    if rank != 3 or x.rank > 2 or not isinstance(features, int) or features % (count or 1):
        return ()
    side = isqrt(features // (count or 1))
    if side * side * (count or 1) != features or side < 2:
        return ()
    sizes = (count or 1, side, side)
    words = ", ".join(map(str, sizes))
    return (Repair(f"insert View({words})", "insert", "View", {"sizes": sizes}),)
