"""Wires between modules that stand free in one graph."""

from __future__ import annotations

from app.document.described import is_graph, title
from app.document.edits.change import changed
from app.document.edits.wires import keeps_ports, rewired
from app.document.flow import feeds
from app.document.index import Index, index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId, Wire
from app.document.ports import in_ports
from app.document.refused import Refused


def connect(
    doc: Document,
    graph: NodeId,
    source: NodeId,
    target: NodeId,
    port: int | None = None,
    strand: int | None = None,
) -> Document:
    """With a wire from `source` (INPUT: what enters the graph) to `target` (OUTPUT: what leaves it).

    Args:
        port: the input it goes to; a wire that was there is replaced. None: the first free one, or the last.
        strand: which entry of the table that `source` gives; None for the whole.

    Raises:
        Refused: when the two do not stand in that graph, or the wire would close a loop.
    """
    found = index(doc)
    source, target = _meant(doc, graph, source), _meant(doc, graph, target)
    _check_ends(doc, found, graph, source, target)
    holder = found.nodes[graph]
    if feeds(holder, target, source):
        raise Refused(_loop(found, source, target))
    taken = {wire.port for wire in holder.wires if wire.target == target}
    at = _port(doc, graph, target, taken, port)
    wire = Wire(source, target, at, strand)
    others = [w for w in holder.wires if (w.target, w.port) != (target, at)]
    return changed(doc, graph, lambda node: rewired(node, [*others, wire]))


def _meant(doc: Document, graph: NodeId, id: NodeId) -> NodeId:
    """The criterion stands for the canvas's output."""
    is_end = doc.criterion is not None and id == doc.criterion.id and graph == doc.root.id
    return OUTPUT if is_end else id


def _check_ends(doc: Document, found: Index, graph: NodeId, source: NodeId, target: NodeId) -> None:
    if graph not in found.nodes or not is_graph(found.nodes[graph]):
        raise Refused("Wires run between modules on the canvas or in a graph. Here the container decides.")
    if source == OUTPUT or target == INPUT:
        raise Refused("A wire runs from an output to an input. Drag it the other way round.")
    for id in {source, target} - {INPUT, OUTPUT}:
        if id not in found.nodes:
            raise Refused("One of the two modules is not in the model any more.")
        parent = found.parents[id]
        if parent != graph:
            raise Refused(_elsewhere(found, id, parent))


def _port(doc: Document, graph: NodeId, target: NodeId, taken: set[int], port: int | None) -> int:
    """The port meant: a given one, as far as the target has it."""
    shown = in_ports(doc, target, graph)
    if port is None:
        return next((p for p in range(shown) if p not in taken), shown - 1)
    if port < 0:
        raise Refused("Inputs are counted from 0.")
    if port < shown:
        return port
    if keeps_ports(doc, graph, target) or shown == 1:
        name = "The output" if target == OUTPUT else title(index(doc).nodes[target])
        some = "one input" if shown == 1 else f"{shown} inputs"
        raise Refused(f"{name} has {some} only. Put a table layer such as CAddTable in front of it.")
    return len(taken)


def _loop(found: Index, source: NodeId, target: NodeId) -> str:
    if source == target:
        return f"A module cannot feed itself: {title(found.nodes[source])} would wait for its own output."
    names = title(found.nodes[source]), title(found.nodes[target])
    return f"This would close a loop: {names[1]} already feeds {names[0]}, so it cannot also wait for it."


def _elsewhere(found: Index, id: NodeId, parent: NodeId | None) -> str:
    name = title(found.nodes[id])
    if parent is None:
        return f"{name} does not stand on this canvas, so no wire here can reach it."
    holder: Node = found.nodes[parent]
    if is_graph(holder):
        return f"{name} stands in another graph. Wires run within one graph."
    return f"{name} stands inside {title(holder)}, which feeds it. Drag it out to wire it by hand."
