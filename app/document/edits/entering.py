"""A wire that goes into a container or comes out of it; in a graph on to a module within, or from one."""

from __future__ import annotations

from app.document.described import is_criterion, is_graph
from app.document.edits.wiring import connect
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId


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


def leave(
    doc: Document,
    graph: NodeId,
    container: NodeId,
    target: NodeId,
    port: int | None = None,
    child: NodeId | None = None,
) -> Document:
    """With a wire from a container that stands in `graph` to `target`; `port` as `connect` has it.

    An ordered container gives what its children make. In a graph what `child` gives, or the last module from
    the left that feeds nothing, goes to its output, unless something does already; what comes besides that is
    an entry of its own, which the wire takes.

    Raises:
        Refused: when such a wire cannot be.
    """
    holder = index(doc).nodes[container]
    if not is_graph(holder):
        return connect(doc, graph, container, target, port)
    given = {wire.port: (wire.source, wire.strand) for wire in holder.wires if wire.target == OUTPUT}
    goal = child if child is not None else None if given else _loose(holder)
    if goal is None:
        return connect(doc, graph, container, target, port)
    known = next((at for at, source in given.items() if source == (goal, None)), None)
    at = max(given, default=-1) + 1 if known is None else known
    if known is None:
        doc = connect(doc, container, goal, OUTPUT, at)
    is_table = len(given) + (known is None) > 1
    doc = connect(doc, graph, container, target, port, at if is_table else None)
    return _taking_the_first(doc, graph, container) if is_table and len(given) == 1 and known is None else doc


def _taking_the_first(doc: Document, graph: NodeId, container: NodeId) -> Document:
    """Wires that took all that came, while it was one tensor, take the first entry of what is a table now."""
    whole = [w for w in index(doc).nodes[graph].wires if (w.source, w.strand) == (container, None)]
    for wire in whole:
        doc = connect(doc, graph, container, wire.target, wire.port, 0)
    return doc


def _loose(graph: Node) -> NodeId | None:
    """The last module from the left that feeds nothing."""
    feeding = {wire.source for wire in graph.wires}
    loose = [node for node in graph.children if node.id not in feeding and not is_criterion(node.module)]
    return max(loose, key=lambda node: (node.at, node.id)).id if loose else None


def _free(graph: Node) -> NodeId | None:
    """The first module from the left that nothing feeds."""
    fed = {wire.target for wire in graph.wires}
    free = [node for node in graph.children if node.id not in fed and not is_criterion(node.module)]
    return min(free, key=lambda node: (node.at, node.id)).id if free else None
