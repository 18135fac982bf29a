"""How values run through a graph: in which order its nodes are computed, and which reach its output."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from app.document.memo import Memo
from app.document.model import INPUT, OUTPUT, Node, NodeId, Wire


@dataclass(frozen=True, slots=True)
class Flow:
    """A graph's wires and nodes as values run through them.

    Attributes:
        into: the wires into each node (and into OUTPUT), in the order of their ports.
        used: the nodes whose output reaches the graph's, each behind those that feed it. The order follows
            the wires back from the output, first ports first. It does not depend on how the children are
            listed, nor on whether a chain of them is wrapped, so neither do the first weights.
        idle: the other nodes, each behind those that feed it.
    """

    into: dict[NodeId, list[Wire]]
    used: list[NodeId]
    idle: list[NodeId]


def flow(graph: Node) -> Flow:
    """How values run through a graph; the same object for the same graph."""
    return _flows.get(graph) or _flows.put(graph, _run(graph))


def incoming(graph: Node) -> dict[NodeId, list[Wire]]:
    """The wires into each node (and into OUTPUT), in the order of their ports; the same object for the same
    graph.
    """
    known = _incoming.get(graph)
    return _incoming.put(graph, _sorted(graph)) if known is None else known


def _run(graph: Node) -> Flow:
    into = incoming(graph)
    order = _behind(into, [OUTPUT, *(child.id for child in graph.children)])
    end = order.index(OUTPUT)
    return Flow(into, order[:end], order[end + 1 :])


def _sorted(graph: Node) -> dict[NodeId, list[Wire]]:
    found: dict[NodeId, list[Wire]] = {}
    for wire in sorted(graph.wires, key=attrgetter("port")):
        found.setdefault(wire.target, []).append(wire)
    return found


def feeds(graph: Node, source: NodeId, target: NodeId) -> bool:
    """Whether `target` gets anything from `source`, directly or through others. A node feeds itself."""
    return source in _behind(incoming(graph), [target])


def upstream(graph: Node, targets: Iterable[NodeId]) -> set[NodeId]:
    """`targets` and everything that feeds them."""
    return set(_behind(incoming(graph), list(targets)))


def has_loop(graph: Node) -> bool:
    """Whether some node would wait for its own output."""
    found = flow(graph)
    place = {node: number for number, node in enumerate([INPUT, *found.used, *found.idle, OUTPUT])}
    return any(place[wire.source] >= place[wire.target] for wire in graph.wires)


def _behind(into: dict[NodeId, list[Wire]], ends: list[NodeId]) -> list[NodeId]:
    """`ends` and all that feeds them, each behind those that feed it. No recursion: chains may be long."""
    order: dict[NodeId, None] = {}
    stack = [(end, False) for end in reversed(ends)]
    seen = {INPUT}
    while stack:
        node, finished = stack.pop()
        if finished:
            order[node] = None
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((wire.source, False) for wire in reversed(into.get(node, ())))
    return list(order)


_flows: Memo[Flow] = Memo()
_incoming: Memo[dict[NodeId, list[Wire]]] = Memo()
