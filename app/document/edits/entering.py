"""A wire that goes into a container: to its port, and in a graph on to a module within."""

from __future__ import annotations

from app.document.described import is_criterion, is_graph
from app.document.edits.wiring import connect
from app.document.index import index
from app.document.model import INPUT, Document, Node, NodeId


def enter(
    doc: Document,
    graph: NodeId,
    source: NodeId,
    container: NodeId,
    port: int | None = None,
    strand: int | None = None,
    child: NodeId | None = None,
) -> Document:
    """With a wire from `source` to a container that stands in `graph`; `port` and `strand` as `connect` has
    them.

    The children of an ordered container are fed by it. In a graph what enters goes on to `child`, or to the
    first module from the left that nothing feeds, unless something there takes it already.

    Raises:
        Refused: when such a wire cannot be.
    """
    before = {wire.port for wire in index(doc).nodes[graph].wires if wire.target == container}
    doc = connect(doc, graph, source, container, port, strand)
    holder = index(doc).nodes[container]
    into = {wire.port for wire in index(doc).nodes[graph].wires if wire.target == container}
    if not is_graph(holder) or (not into - before and child is None):
        return doc
    at = max(into - before, default=0) if port is None or port not in into else port
    entry = at if len(into) > 1 or at else None
    taken = [wire for wire in holder.wires if wire.source == INPUT and wire.strand in (entry, None)]
    goal = child if child is not None else None if taken else _free(holder)
    return doc if goal is None else connect(doc, container, INPUT, goal, None, entry)


def _free(graph: Node) -> NodeId | None:
    """The first module from the left that nothing feeds."""
    fed = {wire.target for wire in graph.wires}
    free = [node for node in graph.children if node.id not in fed and not is_criterion(node.module)]
    return min(free, key=lambda node: (node.at, node.id)).id if free else None
