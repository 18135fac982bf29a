"""How values run through a graph: in which order its nodes are computed, and which reach its output."""

from __future__ import annotations

from collections.abc import Iterable

from app.document.model import INPUT, OUTPUT, Node, NodeId, Wire


def incoming(graph: Node) -> dict[NodeId, list[Wire]]:
    """The wires into each node (and into OUTPUT), in the order of their ports."""
    found: dict[NodeId, list[Wire]] = {}
    for wire in sorted(graph.wires, key=lambda wire: wire.port):
        found.setdefault(wire.target, []).append(wire)
    return found


def used(graph: Node) -> list[NodeId]:
    """The children whose output reaches the graph's, each behind those that feed it.

    The order follows the wires back from the output, first ports first. It does not depend on how the
    children are listed, nor on whether a chain of them is wrapped, so neither do the first weights.
    """
    return _behind(incoming(graph), [OUTPUT])[:-1]


def everything(graph: Node) -> list[NodeId]:
    """All children, each behind those that feed it; those that reach the output first."""
    order = _behind(incoming(graph), [OUTPUT, *(child.id for child in graph.children)])
    return [id for id in order if id != OUTPUT]


def feeds(graph: Node, source: NodeId, target: NodeId) -> bool:
    """Whether `target` gets anything from `source`, directly or through others. A node feeds itself."""
    return source in _behind(incoming(graph), [target])


def has_loop(graph: Node) -> bool:
    """Whether some node would wait for its own output."""
    place = {id: number for number, id in enumerate(everything(graph))}
    place |= {INPUT: -1, OUTPUT: len(place)}
    return any(place[wire.source] >= place[wire.target] for wire in graph.wires)


def upstream(graph: Node, targets: Iterable[NodeId]) -> set[NodeId]:
    """`targets` and everything that feeds them."""
    return set(_behind(incoming(graph), list(targets)))


def _behind(wires: dict[NodeId, list[Wire]], ends: list[NodeId]) -> list[NodeId]:
    """`ends` and all that feeds them, each behind those that feed it. No recursion: chains may be long."""
    order: dict[NodeId, None] = {}
    stack = [(end, False) for end in reversed(ends)]
    seen = {INPUT}
    while stack:
        id, finished = stack.pop()
        if finished:
            order[id] = None
        elif id not in seen:
            seen.add(id)
            stack.append((id, True))
            stack.extend((wire.source, False) for wire in reversed(wires.get(id, ())))
    return list(order)
