"""Shape rules of modules that slide along a sequence: frames × features, or a batch of them."""

from __future__ import annotations

from nncore.errors import NNError, Repair
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.windows.geometry import Geometry


def frames(x: Shape, size: int | None = None, argument: str = "", featFirst: bool = False) -> Tensor:
    """`x` as a sequence or a batch of them, with `size` features a frame if that is given.

    Raises:
        NNError: for another number of dimensions, or of features (offering to set `argument`).
    """
    features = "F" if size is None else str(size)
    each = f"{features}×T" if featFirst else f"T×{features}"
    x = oneTensor(x, ranks=(2, 3), needs=f"N×{each} or {each}")
    axis = -2 if featFirst else -1
    came = x.dims[axis]
    if size is not None and came != size:
        repairs = (
            (Repair(f"set {argument} = {came}", "set", argument, came),) if isinstance(came, int) else ()
        )
        wanted = f"{x.but(axis, size)}, as {argument} = {size}"
        raise NNError("the frames have the wrong size", got=str(x), needs=wanted, repairs=repairs)
    return x


def slidFrames(x: Tensor, geometry: Geometry, featFirst: bool = False) -> Tensor:
    """`x` with as many frames as the kernel has positions.

    Raises:
        NNError: when the sequence is shorter than the kernel.
    """
    axis = -1 if featFirst else -2
    (count,) = geometry.counts((x.dims[axis],))
    if isinstance(count, int) and count < 1:
        came, kernel = x.dims[axis], geometry.kernel[0]
        raise NNError(
            "the sequence is shorter than the kernel",
            got=str(x),
            needs=f"at least {x.but(axis, kernel)}, as kW = {kernel}",
            repairs=(Repair(f"set kW = {came}", "set", "kW", came),),
        )
    return Tensor(x.but(axis, count).dims)
