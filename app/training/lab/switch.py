"""What a bug is that can be switched on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document.model import Document

if TYPE_CHECKING:
    from app.document.compile import Compiled
    from app.training.run import Run


def always(document: Document) -> str:
    """For a bug that any model can have."""
    return ""


@dataclass(frozen=True, slots=True)
class Switch:
    """One bug.

    Args:
        id: its name in files, "no_zero".
        title: what is done wrong, in a few words.
        explanation: what comes of it, in a sentence or two.
        right: the line of the tutorial's code (Torch, in Lua) that does it right.
        wrong: what that line is with the bug.
        run: puts the bug into a run that has not begun, before earlier weights are taken.
        model: puts it into the compiled model.
        why_not: why a document cannot have it, in words; "" when it can.
        first: whether it lies in the first weights, so that it only shows from a new start.
    """

    id: str
    title: str
    explanation: str
    right: str
    wrong: str
    run: Callable[[Run], object] | None = None
    model: Callable[[Compiled], Compiled] | None = None
    why_not: Callable[[Document], str] = always
    first: bool = False
