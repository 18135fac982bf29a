"""How far along the flow each layer is."""

from __future__ import annotations

from math import ceil

from app.canvas.layout.graph import GRID, Gaps
from app.canvas.layout.net import Net

_WIDEST = 144.0


def along(net: Net, tops: list[float]) -> list[float]:
    """Where each layer begins: as far from the one before as the words on the wires and their rise need."""
    cards, gaps = net.graph.cards, net.graph.gaps
    room = [0.0] * len(net.rows)
    for link in net.graph.links:
        behind = net.layer[link.source]
        if net.layer[link.target] == behind + 1:
            room[behind] = max(room[behind], link.room)
    at, found = 0.0, []
    for layer, row in enumerate(net.rows):
        found.append(at)
        deep = max((cards[vertex].along for vertex in row if vertex < net.cards), default=0.0)
        rise = max((abs(tops[s.target] + s.enters - tops[s.source] - s.leaves) for s in net.steps[layer]),
                   default=0.0)  # fmt: skip
        at += ceil((deep + _gap(gaps, room[layer], rise)) / GRID) * GRID
    return found


def _gap(gaps: Gaps, room: float, rise: float) -> float:
    """Steep wires get longer gaps, within reason."""
    return max(gaps.layers, room, min(gaps.layers - 16 + rise / 4, _WIDEST))
