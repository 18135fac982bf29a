"""The wires of one graph as a value: sorted by where they end, one for each port."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.document.edits.change import changed
from app.document.index import index
from app.document.model import OUTPUT, Document, Node, NodeId, Wire
from app.document.ports import fixed


def place(wire: Wire) -> tuple[NodeId, int]:
    """By which the wires of a graph are sorted: where they end."""
    return wire.target, wire.port


def rewired(graph: Node, wires: Iterable[Wire]) -> Node:
    """The graph with these wires in place of its own; the same object when they are the same."""
    sorted_wires = tuple(sorted(wires, key=place))
    return graph if sorted_wires == graph.wires else replace(graph, wires=sorted_wires)


def cut(doc: Document, graph: NodeId, gone: Iterable[Wire]) -> Document:
    """Without these wires. Others at their targets move up, except where each port belongs to one child."""
    holder, gone = index(doc).nodes[graph], set(gone)
    close = {target for target in {wire.target for wire in gone} if not keeps_ports(doc, graph, target)}
    kept: list[Wire] = []
    free: dict[NodeId, int] = {}
    for wire in sorted(holder.wires, key=place):
        if wire in gone:
            continue
        if wire.target in close:
            wire = replace(wire, port=free.get(wire.target, 0))
            free[wire.target] = wire.port + 1
        kept.append(wire)
    return changed(doc, graph, lambda node: rewired(node, kept))


def keeps_ports(doc: Document, graph: NodeId, target: NodeId) -> bool:
    """Whether each of the target's ports belongs to one child of it."""
    if target == OUTPUT:
        return graph == doc.root.id and doc.criterion is not None and fixed(doc.criterion)
    return fixed(index(doc).nodes[target])
