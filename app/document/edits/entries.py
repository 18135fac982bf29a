"""Wires that belong to one child of a container: they go where the child goes.

Each child of a ParallelTable gets the wire at its own port, and each child of a table-making container gives
its own strand. When children come, go or change places, these wires follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.document.described import holds, is_graph
from app.document.edits.change import changed
from app.document.edits.wires import rewired
from app.document.index import index
from app.document.model import Document, Node, NodeId, Wire


def with_children(doc: Document, parent: NodeId, children: Sequence[Node]) -> Document:
    """With these children in an ordered container, and the wires at it where its children now are."""
    found = index(doc)
    holder = found.nodes[parent]
    places = {child.id: place for place, child in enumerate(children)}
    moves = {old: places.get(child.id) for old, child in enumerate(holder.children)}
    around = found.parents[parent]
    doc = changed(doc, parent, lambda node: replace(node, children=tuple(children)))
    if around is None or not is_graph(found.nodes[around]) or all(old == new for old, new in moves.items()):
        return doc
    wires = _followed(found.nodes[around], holder, moves, len(children) - len(moves))
    return changed(doc, around, lambda node: rewired(node, wires))


def _followed(graph: Node, holder: Node, moves: dict[int, int | None], more: int) -> list[Wire]:
    """The wires of a graph after children of one of its containers have moved (None: have gone).

    Ports and strands beyond the children stay beyond them, of which there are `more` now.
    """
    kind = holds(holder)
    ports = {wire.port for wire in graph.wires if wire.target == holder.id}
    each = kind is not None and kind.feed == "each" and ports not in (set(), {0})
    table = kind is not None and kind.join == "table"
    wires = []
    for wire in graph.wires:
        if each and wire.target == holder.id:
            port = moves.get(wire.port, wire.port + more)
            if port is None:
                continue
            wire = replace(wire, port=port)
        elif table and wire.source == holder.id and wire.strand is not None:
            strand = moves.get(wire.strand, wire.strand + more)
            if strand is None:
                continue
            wire = replace(wire, strand=strand)
        wires.append(wire)
    return wires
