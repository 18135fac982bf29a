"""Taking away: modules and wires."""

from __future__ import annotations

from collections.abc import Iterable

from app.document.edits.tree import existing, take
from app.document.edits.wires import cut
from app.document.index import index
from app.document.model import Document, NodeId, Wire
from app.document.refused import Refused
from app.document.sharing import settled


def remove(
    doc: Document, nodes: Iterable[NodeId] = (), wires: Iterable[tuple[NodeId, Wire]] = ()
) -> Document:
    """Without these modules (with all they hold and the wires at them) and without these wires.

    Where others share the parameters of one that goes, the first of those others has them from now on.

    Args:
        wires: each with the id of the graph it runs in.

    Raises:
        Refused: for the canvas itself, the cards at its ends, or what is not there.
    """
    ids = existing(doc, nodes)
    by_graph: dict[NodeId, list[Wire]] = {}
    for graph, wire in wires:
        by_graph.setdefault(graph, []).append(wire)
    for graph, gone in by_graph.items():
        doc = disconnect(doc, graph, gone)
    return settled(take(doc, ids))


def disconnect(doc: Document, graph: NodeId, wires: Iterable[Wire]) -> Document:
    """Without these wires of a graph.

    Raises:
        Refused: when one is not there.
    """
    gone = set(wires)
    holder = index(doc).nodes.get(graph)
    if holder is None or gone - set(holder.wires):
        raise Refused("One of the wires is not there any more.")
    return cut(doc, graph, gone)
