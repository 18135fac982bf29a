"""A graph in layers along the flow (Sugiyama, Tagawa and Toda 1981): layers, order, then places."""

from __future__ import annotations

from app.canvas.layout.across import across
from app.canvas.layout.along import along
from app.canvas.layout.blocks import blocks
from app.canvas.layout.graph import Graph
from app.canvas.layout.layers import layers
from app.canvas.layout.net import Net, net
from app.canvas.layout.order import Rows, Sorter, as_it_is_wired, as_it_stands

Places = list[tuple[float, float]]
"""Along and across, for each card."""

_AGAIN = 4


def layered(graph: Graph) -> Places:
    """Places for the cards of a connected graph; what is above what stays so where that costs no crossing.

    Laying out what was laid out changes nothing: the places are those that come out for themselves, or those
    that follow from the wires alone, which are known again when they are met.
    """
    made = net(graph, layers(graph))
    sorter = Sorter(made)
    wired, fewest = sorter.improved(as_it_is_wired(made))
    known = _places(made, wired)
    if _same(known, graph):
        return known
    for _ in range(_AGAIN):
        rows, crossings = sorter.improved(as_it_stands(made))
        if crossings > fewest:
            return known
        places = _places(made, rows)
        if _same(places, graph):
            return places
        _put(graph, places)
    return known


def _places(made: Net, rows: Rows) -> Places:
    tops = across(made, blocks(made, rows))
    starts = along(made, tops)
    return [(starts[made.layer[card]], tops[card]) for card in range(made.cards)]


def _same(places: Places, graph: Graph) -> bool:
    """Whether the cards already stand so, wherever the whole of them is."""
    pairs = [(card.at, at) for card, at in zip(graph.cards, places, strict=True) if card.along]
    offsets = {(at[0] - to[0], at[1] - to[1]) for at, to in pairs}
    return len(offsets) <= 1


def _put(graph: Graph, places: Places) -> None:
    graph.cards[:] = [card._replace(at=at) for card, at in zip(graph.cards, places, strict=True)]
    graph.hold_ends()
