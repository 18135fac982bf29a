"""Wires that belong to one child of a container: they go where the child goes.

Each child of a ParallelTable gets the wire at its own port, and each child of a table-making container gives
its own strand. When children come, go or change places, these wires follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from app.document.described import holds, is_graph
from app.document.edits.change import changed
from app.document.edits.wires import cut, rewired
from app.document.index import index
from app.document.model import Document, Node, NodeId, Wire


def with_children(doc: Document, parent: NodeId, children: Sequence[Node]) -> Document:
    """With these children in an ordered container, and the wires at it where its children now are."""
    found = index(doc)
    holder, around = found.nodes[parent], found.parents[parent]
    change = partial(replace, children=tuple(children))
    places = {child.id: place for place, child in enumerate(children)}
    moves = {old: places.get(child.id) for old, child in enumerate(holder.children)}
    if around is None or not is_graph(found.nodes[around]) or all(old == new for old, new in moves.items()):
        return changed(doc, parent, change)
    follow = _follower(found.nodes[around], holder, moves, len(children) - len(moves))
    doc = cut(doc, around, [wire for wire in found.nodes[around].wires if follow(wire) is None])
    wires = [wire for old in index(doc).nodes[around].wires if (wire := follow(old)) is not None]
    return changed(changed(doc, parent, change), around, lambda node: rewired(node, wires))


def _follower(
    graph: Node, holder: Node, moves: dict[int, int | None], more: int
) -> Callable[[Wire], Wire | None]:
    """What becomes of a wire of `graph` when children of one of its containers move (None: when they go).

    Ports and strands beyond the children stay beyond them, of which there are `more` now.
    """
    kind = holds(holder)
    ports = {wire.port for wire in graph.wires if wire.target == holder.id}
    each = kind is not None and kind.feed == "each" and ports not in (set(), {0})
    table = kind is not None and kind.join == "table"

    def follow(wire: Wire) -> Wire | None:
        if each and wire.target == holder.id:
            port = moves.get(wire.port, wire.port + more)
            return None if port is None else replace(wire, port=port)
        if table and wire.source == holder.id and wire.strand is not None:
            strand = moves.get(wire.strand, wire.strand + more)
            return None if strand is None else replace(wire, strand=strand)
        return wire

    return follow
