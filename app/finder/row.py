"""What a search offers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One entry.

    Args:
        id: what is handed over when it is chosen.
        title: its name.
        text: one sentence on what it is or does.
        keys: what can be pressed instead.
        why_not: why it cannot be chosen just now; "" when it can.
        icon: of `resources/icons`, at its left.
        category: of a module, whose strip it bears.
    """

    id: str
    title: str
    text: str
    keys: str = ""
    why_not: str = ""
    icon: str = ""
    category: str = ""
