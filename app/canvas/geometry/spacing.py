"""How close things stand, and how wide a row may become: roomy on the desk, closer when it is presented."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from app.canvas.geometry.measure import BOTTOM, BRANCH_GAP, GAP, SIDE
from app.canvas.geometry.routing import LANE, TURN


@dataclass(frozen=True, slots=True)
class Spacing:
    """Lengths in canvas pixels.

    Attributes:
        gap: between the children of a row, at least.
        side, bottom: within a frame, beside and below what it holds.
        branches: between stacked branches.
        fork: from a frame's entry to its branches, at least; and from the branches to the exit.
        row: how wide the contents may become before they go on in another row below.
        turn, lane: how far a wire bends out of a port, and how far from a card it passes.
    """

    gap: float = GAP
    side: float = SIDE
    bottom: float = BOTTOM
    branches: float = BRANCH_GAP
    fork: float = 48.0
    row: float = inf
    turn: float = TURN
    lane: float = LANE

    @property
    def stack_sides(self) -> float:
        """What a frame of branches takes at its sides, at most, where it has few branches."""
        return 3 * self.fork


DESK = Spacing()
"""How a model is worked on."""
