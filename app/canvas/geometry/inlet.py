"""How a module is fed, as far as its outline shows it."""

from __future__ import annotations

from typing import NamedTuple


class Inlet(NamedTuple):
    """`ports` on the left; `separate` when each brings one entry of a table, else one brings all there is;
    `spare` when the last one waits for one more wire.
    """

    ports: int = 1
    separate: bool = False
    spare: bool = False


ONE = Inlet()
