"""How a kernel slides: its sizes, steps, margins and spacing, one number for each spatial dimension."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nncore.dims import Dim, divide
from nncore.errors import NNError

Sizes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Geometry:
    """A kernel's sizes, its steps (stride), the margin on both sides (pad) and the spacing of its taps.

    All in the order of the array's dimensions: (kH, kW), not Torch's (kW, kH).
    """

    kernel: Sizes
    stride: Sizes
    pad: Sizes
    dilation: Sizes

    @property
    def reach(self) -> Sizes:
        """How much of the input one position of the kernel spans."""
        return tuple(d * (k - 1) + 1 for k, d in zip(self.kernel, self.dilation, strict=True))

    def counts(self, sizes: tuple[Dim, ...], ceil: bool = False) -> tuple[Dim, ...]:
        """How many positions the kernel has along each dimension; below 1 where it does not fit.

        With `ceil`, a last position may hang over the end; where there are margins, it is left out if it
        begins behind the input.
        """
        counts: list[Dim] = []
        for size, reach, step, pad in zip(sizes, self.reach, self.stride, self.pad, strict=True):
            count = _count(size, reach, step, pad, ceil)
            if ceil and any(self.pad) and isinstance(size, int) and isinstance(count, int):
                count -= (count - 1) * step >= size + pad
            counts.append(count)
        return tuple(counts)

    def whole(self, sizes: Sizes, ceil: bool = False) -> Sizes:
        """The same for sizes without symbols."""
        return tuple(count for count in self.counts(sizes, ceil) if isinstance(count, int))


def geometryOf(a: Any, letters: str) -> Geometry:
    """The geometry that arguments named as in Torch describe: kW, dW, padW, dilationW and so on.

    Steps and spacings that are left out are 1, margins 0.
    """

    def along(name: str, default: int) -> Sizes:
        given = (getattr(a, name + letter, None) for letter in letters)
        return tuple(default if value is None else value for value in given)

    return Geometry(along("k", 1), along("d", 1), along("pad", 0), along("dilation", 1))


def _count(size: Dim, reach: int, step: int, pad: int, ceil: bool) -> Dim:
    span = size + (2 * pad - reach)
    if isinstance(span, int):
        return (-(-span // step) if ceil else span // step) + 1
    steps = span if step == 1 else divide(span, step)
    if steps is None:
        raise NNError(
            "the output's size depends on a size that is not known",
            got=str(size),
            needs=f"a number there, as the kernel moves in steps of {step}",
        )
    return steps + 1
