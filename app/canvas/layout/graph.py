"""What the layered layout is given: cards with sizes and ports, and the wires between them.

Everything is in terms of the flow: `along` it (to the right, or downwards) and `across` it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from app.canvas.geometry.measure import BRANCH_GAP, GAP
from app.document.model import NodeId

GRID = 8.0


class Card(NamedTuple):
    """One card or frame: its size, and where it is now. `along` may be 0 (the ends of a nested graph)."""

    key: NodeId
    along: float
    across: float
    at: tuple[float, float]
    """Along and across, of its top-left corner."""
    line: float = 0.0
    """How far across its first ports are."""


class Link(NamedTuple):
    """A wire between two cards by their numbers. `leaves` and `enters` are how far across the cards its ports
    are; `first` and `last` say which port is before which, from 0 to below 1.

    `room` is how much of the gap behind `source` its words need.
    """

    source: int
    target: int
    leaves: float
    enters: float
    first: float
    last: float
    room: float = 0.0


class Gaps(NamedTuple):
    """Least distances: between layers, between cards of a layer, from a card to a passing wire, between
    passing wires.
    """

    layers: float
    cards: float
    passing: float = 16.0
    wires: float = 8.0


LEVEL = Gaps(GAP, BRANCH_GAP)
UPRIGHT = Gaps(48.0, 88.0, 32.0, 16.0)
"""Downwards, wires leave to the right and come in from the left: that is the room for it."""


@dataclass(slots=True)
class Graph:
    """One drawing. `start` and `end` are the cards at its two ends, if they are among them.

    `balanced`: what forks evenly stands amid its branches, else in line with the first one.
    """

    cards: list[Card] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    start: int | None = None
    end: int | None = None
    balanced: bool = True
    gaps: Gaps = LEVEL

    def hold_ends(self) -> None:
        """Puts the ends that take no room where a frame shows them: at its sides, as high as its contents."""
        inner = [card for card in self.cards if card.along]
        top = min((card.at[1] for card in inner), default=0.0)
        left = min((card.at[0] for card in inner), default=0.0)
        right = max((card.at[0] + card.along for card in inner), default=0.0)
        for end, at in ((self.start, left - self.gaps.layers), (self.end, right + self.gaps.layers)):
            if end is not None and not self.cards[end].along:
                self.cards[end] = self.cards[end]._replace(at=(at, top))

    def part(self, numbers: list[int], extra: list[Link]) -> Graph:
        """The drawing of some of the cards, with further links among them."""
        new = {old: number for number, old in enumerate(numbers)}
        links = [
            link._replace(source=new[link.source], target=new[link.target])
            for link in (*self.links, *extra)
            if link.source in new and link.target in new
        ]
        cards = [self.cards[number] for number in numbers]
        start = new.get(self.start) if self.start is not None else None
        end = new.get(self.end) if self.end is not None else None
        return Graph(cards, links, start, end, self.balanced, self.gaps)
