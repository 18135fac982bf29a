"""What a row of the outline says, and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from app.document.model import NodeId, RemarkId

Item = NodeId | RemarkId
"""What a row stands for: a module, the data, the criterion or its empty place, a note or a region."""


@dataclass(frozen=True, slots=True)
class Said:
    """A row in words.

    Attributes:
        text: its number and Torch's print: `(1): nn.Linear(4 -> 3)`.
        label: the person's own name for it; of a note or region its words.
        note: what feeds it, and the shapes; or what is wrong, in a few words.
        fault: what is wrong, in sentences; "" when nothing is.
        spoken: all of it, for a screen reader.
        category: whose strip it bears; "" of a note or region.
        mark: the letter that all modules bear which use the same weights.
        tint: the colour of a note or region, which its strip has.
    """

    text: str
    label: str
    note: str
    fault: str
    spoken: str
    category: str
    mark: str = ""
    tint: str = ""
