"""Which layer each card is in: as many wires from the start as the longest way has."""

from __future__ import annotations

from app.canvas.layout.graph import Graph, Link


def layers(graph: Graph) -> list[int]:
    """The layer of each card, from 0. Links that would close a loop are not heeded.

    A card that nothing leads to (but the start) stands right before the first one that it feeds. The end
    stands alone behind all others.
    """
    count = len(graph.cards)
    order, forward = topological(count, graph.links)
    layer, fed = [0] * count, [False] * count
    out: list[list[int]] = [[] for _ in range(count)]
    for link in forward:
        out[link.source].append(link.target)
        fed[link.target] = True
    shift = 0 if graph.start is None else 1
    for card in order:
        if shift and card != graph.start and not layer[card]:
            layer[card] = shift
        for target in out[card]:
            layer[target] = max(layer[target], layer[card] + 1)
    roots = [card for card in range(count) if not fed[card] and card != graph.start]
    _draw_near(roots, out, layer, forward, order)
    if graph.end is not None:
        others = [layer[card] for card in range(count) if card != graph.end]
        layer[graph.end] = max(layer[graph.end], max(others, default=-1) + 1)
    return layer


def topological(count: int, links: list[Link]) -> tuple[list[int], list[Link]]:
    """All cards, each behind those that feed it, and the links that lead forward in that order."""
    into = [0] * count
    out: list[list[int]] = [[] for _ in range(count)]
    for link in links:
        into[link.target] += 1
        out[link.source].append(link.target)
    ready = [card for card in range(count) if not into[card]]
    order: list[int] = []
    seen = [False] * count
    waiting = iter(range(count))
    while len(order) < count:
        if not ready:  # a loop: it is opened before its first card
            ready.append(next(card for card in waiting if not seen[card]))
        card = ready.pop()
        if seen[card]:
            continue
        seen[card] = True
        order.append(card)
        for target in out[card]:
            into[target] -= 1
            if not into[target] and not seen[target]:
                ready.append(target)
    place = {card: number for number, card in enumerate(order)}
    return order, [link for link in links if place[link.source] < place[link.target]]


def _draw_near(
    roots: list[int], out: list[list[int]], layer: list[int], forward: list[Link], order: list[int]
) -> None:
    """Cards that only what is fed by nothing leads to are put as near to what they feed as can be."""
    free = set(roots)
    into: dict[int, list[int]] = {}
    for link in forward:
        into.setdefault(link.target, []).append(link.source)
    for card in order:
        if card in into and all(source in free for source in into[card]):
            free.add(card)
    for card in reversed(order):
        if card in free and out[card]:
            layer[card] = min(layer[target] for target in out[card]) - 1
