"""What flows within a container, as far as its wires show it."""

from __future__ import annotations

from typing import NamedTuple

from nncore.shapes import Shape


class Flow(NamedTuple):
    """The shapes that each child gets and gives, and what leaves the container; None if not known."""

    gets: tuple[Shape | None, ...]
    gives: tuple[Shape | None, ...]
    leaves: Shape | None
