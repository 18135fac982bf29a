"""The constructor arguments that many of these modules share, in Torch's names."""

from __future__ import annotations

from typing import Any

from nncore.errors import NNError
from nncore.follows import planesOf
from nncore.module import Module
from nncore.spec import Int

SIDE = {"W": "width", "H": "height", "T": "duration"}


def planeCounts(sides: int) -> tuple[Int, Int]:
    """How many planes go in and come out, each with so many sides."""
    return (
        Int("nInputPlane", "how many planes go in", low=1, follows=planesOf(sides)),
        Int("nOutputPlane", "how many planes come out", low=1),
    )


def kernel(letter: str) -> Int:
    """How far the kernel reaches along one dimension."""
    return Int(f"k{letter}", f"{SIDE[letter]} of the kernel", low=1)


def step(letter: str, default: int | None = 1, otherwise: str = "") -> Int:
    """The step along one dimension; with the default None, `otherwise` says what it then is."""
    meaning = f"step of the kernel along the {SIDE[letter]}" + (
        f" ({otherwise} if left out)" if otherwise else ""
    )
    return Int(f"d{letter}", meaning, default=default, low=1, optional=default is None)


def margin(letter: str, default: int | None = 0, otherwise: str = "") -> Int:
    """The margin on both sides of one dimension; with the default None, `otherwise` says what it then is."""
    meaning = f"zeros added on both sides of the {SIDE[letter]}" + (
        f" ({otherwise} if left out)" if otherwise else ""
    )
    return Int(f"pad{letter}", meaning, default=default, low=0, optional=default is None)


def spacing(letter: str) -> Int:
    """How far apart the kernel's taps are along one dimension."""
    return Int(
        f"dilation{letter}", f"distance of the kernel's taps along the {SIDE[letter]}", default=1, low=1
    )


def follow(args: Any, name: str, other: str) -> None:
    """Gives the argument `name`, where it was left out, the value of `other`, as Torch's constructors do."""
    if getattr(args, name) is None:
        setattr(args, name, getattr(args, other))


def refuseZero(name: str, power: float, module: Module) -> None:
    """That a norm is one.

    Raises:
        NNError: when its p is 0, as there is no root then.
    """
    if power == 0:
        raise NNError(f"{name} does not fit", got="0", needs="another number", module=type(module).__name__)
