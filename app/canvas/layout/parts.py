"""A drawing of several parts that are not wired to each other: each is laid out by itself, then they are put
together.
"""

from __future__ import annotations

from app.canvas.layout.graph import Graph, Link
from app.canvas.layout.layered import Places, layered
from app.canvas.layout.layers import topological


def laid_out(graph: Graph) -> Places:
    """Places for all cards: the part with the ends first, the others in rows under it as they stand now."""
    graph.hold_ends()
    links = _wanted(graph)
    groups = _groups(graph, links)
    main, others = (groups[0], groups[1:]) if _has_end(graph, groups[0]) else ([], groups)
    others.sort(key=lambda group: _corner(graph, group))
    places: Places = [(0.0, 0.0)] * len(graph.cards)
    blocks = [_block(graph, group, links) for group in ([main] if main else []) + others]
    widest = max(max(width for _, _, width, _ in blocks), 8 * graph.gaps.layers)
    x = y = deep = 0.0
    for number, (group, inner, width, depth) in enumerate(blocks):
        if x and (x + width > widest or (number == 1 and main)):
            x, y, deep = 0.0, y + deep + 2 * graph.gaps.cards, 0.0
        for card, at in zip(group, inner, strict=True):
            places[card] = (x + at[0], y + at[1])
        x, deep = x + width + graph.gaps.layers, max(deep, depth)
    return places


def _block(graph: Graph, group: list[int], links: list[Link]) -> tuple[list[int], Places, float, float]:
    """A part with its cards' places from its corner, and its size."""
    part = graph.part(group, links)
    places = layered(part)
    shown = [(at, card) for at, card in zip(places, part.cards, strict=True) if card.along] or [
        (at, card) for at, card in zip(places, part.cards, strict=True)
    ]
    left, top = min(at[0] for at, _ in shown), min(at[1] for at, _ in shown)
    right = max(at[0] + card.along for at, card in shown)
    bottom = max(at[1] + card.across for at, card in shown)
    return group, [(x - left, y - top) for x, y in places], right - left, bottom - top


def _has_end(graph: Graph, group: list[int]) -> bool:
    return graph.start in group or graph.end in group


def _corner(graph: Graph, group: list[int]) -> tuple[float, float, int]:
    """Across, along: the order in which parts are read."""
    return (min(graph.cards[card].at[1] for card in group), min(graph.cards[card].at[0] for card in group),
            min(group))  # fmt: skip


def _groups(graph: Graph, extra: list[Link]) -> list[list[int]]:
    """The cards that hang together, those with the ends first."""
    near: list[list[int]] = [[] for _ in graph.cards]
    for link in (*graph.links, *extra):
        near[link.source].append(link.target)
        near[link.target].append(link.source)
    if graph.start is not None and graph.end is not None:
        near[graph.start].append(graph.end)
        near[graph.end].append(graph.start)
    seen = [False] * len(graph.cards)
    groups = []
    for card in range(len(graph.cards)):
        if seen[card]:
            continue
        seen[card], group = True, [card]
        for member in group:
            for other in near[member]:
                if not seen[other]:
                    seen[other] = True
                    group.append(other)
        groups.append(sorted(group))
    return sorted(groups, key=lambda group: not _has_end(graph, group))


def _wanted(graph: Graph) -> list[Link]:
    """Links that nobody sees: an end that is not wired yet stands as if it were to the longest chain."""
    fed = {link.target for link in graph.links}
    feeding = {link.source for link in graph.links}
    loose_start = graph.start is not None and graph.start not in feeding
    loose_end = graph.end is not None and graph.end not in fed
    if not (loose_start or loose_end) or len(graph.cards) < 3:
        return []
    length, first = _chains(graph)
    last = graph.end
    if loose_end or last is None:
        sinks = [card for card in range(len(graph.cards)) if card not in feeding]
        sinks = [card for card in sinks if card not in (graph.start, graph.end)]
        if not loose_start:
            sinks = [card for card in sinks if first[card] == graph.start] or sinks
        last = max(sinks, key=lambda card: (length[card], -card), default=None)
    if last is None:
        return []
    found = []
    if loose_start and graph.start is not None and first[last] != graph.start:
        found.append(_unseen(graph, graph.start, first[last]))
    if loose_end and graph.end is not None:
        found.append(_unseen(graph, last, graph.end))
    return found


def _chains(graph: Graph) -> tuple[list[int], list[int]]:
    """How long the longest chain to each card is, and where it begins."""
    length, first = [1] * len(graph.cards), list(range(len(graph.cards)))
    order, forward = topological(len(graph.cards), graph.links)
    out: dict[int, list[int]] = {}
    for link in forward:
        out.setdefault(link.source, []).append(link.target)
    for card in order:
        for target in out.get(card, ()):
            if length[card] + 1 > length[target]:
                length[target], first[target] = length[card] + 1, first[card]
    return length, first


def _unseen(graph: Graph, source: int, target: int) -> Link:
    return Link(source, target, graph.cards[source].line, graph.cards[target].line, 0.0, 0.0)
