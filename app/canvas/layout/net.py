"""The cards in their layers, and wires that pass a layer as points in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.canvas.layout.graph import Graph, Link
from app.canvas.layout.layers import topological

THIN = 8.0
"""How much room a passing wire takes."""
_MOST = 8
"""How many points there may be for each card; the longest wires go without, that time stays in bounds."""


class Step(NamedTuple):
    """A wire, or a piece of one, from a layer to the next. `first` and `last` order ports, from 0 to below 1;
    `leaves` and `enters` are how far across they are.
    """

    source: int
    target: int
    first: float
    last: float
    leaves: float
    enters: float


@dataclass(slots=True)
class Net:
    """Vertices by their numbers: first the cards, then the points of passing wires.

    `steps[i]` lead from layer i to layer i + 1; `between` are the ends (source, target) of a point's wire.
    """

    graph: Graph
    layer: list[int]
    rows: list[list[int]]
    steps: list[list[Step]]
    between: list[tuple[Link, list[Link]]]

    @property
    def cards(self) -> int:
        return len(self.graph.cards)

    def across(self, vertex: int) -> float:
        """How much room it takes across the flow."""
        return self.graph.cards[vertex].across if vertex < self.cards else THIN


def net(graph: Graph, layer: list[int]) -> Net:
    """The graph with points where its wires pass layers. All wires from one port share theirs."""
    count = max(layer, default=-1) + 1
    made = Net(graph, list(layer), [[] for _ in range(count)], [[] for _ in range(count)], [])
    for card in range(len(graph.cards)):
        made.rows[layer[card]].append(card)
    _, forward = topological(len(graph.cards), graph.links)
    trunks: dict[tuple[int, float], list[Link]] = {}
    for link in forward:
        if layer[link.target] == layer[link.source] + 1:
            made.steps[layer[link.source]].append(_whole(link))
        elif layer[link.target] > layer[link.source]:
            trunks.setdefault((link.source, link.first), []).append(link)
    left = _MOST * len(graph.cards)
    for links in sorted(trunks.values(), key=lambda links: max(layer[link.target] for link in links)
                        - layer[links[0].source]):  # fmt: skip
        links.sort(key=lambda link: (layer[link.target], link.target, link.last))
        left -= layer[links[-1].target] - layer[links[0].source] - 1
        if left < 0:
            break
        _trunk(made, links)
    return made


def _whole(link: Link) -> Step:
    return Step(link.source, link.target, link.first, link.last, link.leaves, link.enters)


def _trunk(made: Net, links: list[Link]) -> None:
    """Points for wires from one port, that leave it together and part where the first one arrives."""
    source, first, leaves = links[0].source, links[0].first, links[0].leaves
    waiting = list(links)
    here = made.layer[source]
    while waiting:
        arriving = [link for link in waiting if made.layer[link.target] == here + 1]
        waiting = [link for link in waiting if made.layer[link.target] > here + 1]
        for link in arriving:
            made.steps[here].append(Step(source, link.target, first, link.last, leaves, link.enters))
        if waiting:
            point = len(made.layer)
            made.layer.append(here + 1)
            made.rows[here + 1].append(point)
            made.between.append((links[0], waiting))
            made.steps[here].append(Step(source, point, first, 0.5, leaves, THIN / 2))
            source, first, leaves = point, 0.5, THIN / 2
        here += 1
