"""What a diagnosis says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.document.model import Document, NodeId
from app.training import lab


@dataclass(frozen=True, slots=True)
class Mend:
    """A repair. `edit` makes it; with `restart` the training begins anew.

    Raises:
        Refused: by `edit`, when nobody but a person can do it; with what to do.
    """

    words: str
    edit: Callable[[Document], Document]
    restart: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        bug: which one, by its name in the bugs lab.
        title: what is wrong, in a few words.
        why: what was seen that says so, in a sentence with its numbers.
        curve: numbers that show it, in order; empty where one says enough.
        caption: what the curve is of.
        node: the module it is about, if it is about one.
        mend: the repair.
    """

    bug: str
    title: str
    why: str
    mend: Mend
    node: NodeId | None = None
    curve: tuple[float, ...] = ()
    caption: str = ""


def off_or(bug: str, otherwise: Callable[[Document], Document]) -> Callable[[Document], Document]:
    """The edit that takes a bug away: its switch off where it is on, else another one."""

    def edit(document: Document) -> Document:
        if bug in document.training.faults:
            return lab.switched(document, bug, False)
        return otherwise(document)

    return edit
