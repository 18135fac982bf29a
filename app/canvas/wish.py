"""A module is asked for at a place of the canvas: who answers lets the person search, then calls `add`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint


def everything(module: str) -> bool:
    """For a wish that any module meets."""
    return True


def nothing() -> None:
    """For a wish that leaves no traces."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    Attributes:
        spot: where the list shall open, in the viewport's pixels.
        add: puts the module with this name there, as one undo step.
        text: what was typed already.
        takes: whether a module of this name will do.
        about: what it must take, in words; "" when any will do.
        done: called when it is over, with a module or without.
    """

    spot: QPoint
    add: Callable[[str], None]
    text: str = ""
    takes: Callable[[str], bool] = everything
    about: str = ""
    done: Callable[[], None] = nothing
