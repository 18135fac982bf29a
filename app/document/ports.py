"""How many ports a node shows on its left, and which strands leave it on its right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.described import holds, is_graph, spec_of
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId

if TYPE_CHECKING:
    from app.document.check import Check


def in_ports(doc: Document, id: NodeId, graph: NodeId | None = None, wired: int | None = None) -> int:
    """How many ports are shown on the left of a node.

    What takes a table has one for each wire and a spare one; what gives each child an entry of its own
    (ParallelTable) has one for each child; everything else has one. A port with a wire is always shown.

    Args:
        id: a node, or OUTPUT for the output of `graph` (the root when None). The criterion is the root's
            output.
        wired: how many ports have wires, where that is known already; it saves going through all wires.
    """
    found = index(doc)
    if doc.criterion is not None and id == doc.criterion.id:
        id, graph = OUTPUT, doc.root.id
    if id == OUTPUT:
        holder = found.nodes[doc.root.id if graph is None else graph]
        taker = doc.criterion if holder.id == doc.root.id else None
        spare = holder.id != doc.root.id
    else:
        inside = found.graph_of(id)
        if inside is None:
            return 1
        holder, taker, spare = found.nodes[inside], found.nodes[id], False
    count = wired
    if count is None:
        count = max((wire.port + 1 for wire in holder.wires if wire.target == id), default=0)
    if taker is not None and fixed(taker):
        return max(count, _entries(taker), 1)
    return count + 1 if spare or (taker is not None and takes_tables(taker)) else max(count, 1)


def out_strands(
    check: Check, doc: Document, id: NodeId, graph: NodeId | None = None
) -> tuple[int | None, ...]:
    """What can be taken from a node: (None,) for a tensor; (None, 0, 1, ...), the whole and each entry, for a
    table.

    Args:
        id: a node, or INPUT for the input of `graph` (the root when None).
    """
    if id == INPUT:
        whole = doc.root.id if graph is None else graph
        shape = doc.data.shape if whole == doc.root.id else check.inputs.get(whole)
    else:
        shape = check.outputs.get(id)
    return (None, *range(len(shape))) if isinstance(shape, tuple) else (None,)


def takes_tables(node: Node) -> bool:
    """Whether a table is what goes in: for a container or a graph, what its first modules take.

    A graph whose input is not used yet takes as many wires as one likes.
    """
    if is_graph(node):
        inner = {child.id: child for child in node.children}
        first = [wire for wire in node.wires if wire.source == INPUT]
        if not first:
            return True
        split = any(wire.strand is not None for wire in first)
        return split or any(takes_tables(inner[w.target]) for w in first if w.target in inner)
    children = holds(node)
    if children is not None and children.feed in ("chain", "all") and node.children:
        return takes_tables(node.children[0])
    return spec_of(node).takes == "table"


def fixed(node: Node) -> bool:
    """Whether each port belongs to one child, so that a port without a wire stays where it is."""
    children = holds(node)
    if children is None or is_graph(node) or not node.children:
        return False
    return children.feed == "each" or (children.feed in ("chain", "all") and fixed(node.children[0]))


def _entries(node: Node) -> int:
    """How many entries such a node needs."""
    children = holds(node)
    each = children is not None and children.feed == "each"
    return len(node.children) if each else _entries(node.children[0])
