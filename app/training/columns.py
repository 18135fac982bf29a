"""What is in a file of data that can be chosen from: the columns of a table, the arrays of an archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A column or an array: its name, and what it holds in a line of words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file holds. `rows` counts those that were looked at, `is_whole` tells whether these are all;
    `suggested` are settings for a first choice of inputs, indices and target.
    """

    entries: tuple[Entry, ...]
    rows: int
    is_whole: bool
    suggested: dict[str, Any] = field(default_factory=dict)
