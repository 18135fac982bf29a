"""Whether a wire suits the child that it goes to, while other children of the container wait for theirs."""

from __future__ import annotations

from dataclasses import replace

from app.canvas.geometry.hit import PortKey
from app.document.described import holds
from app.document.edits.change import changed
from app.document.edits.wires import rewired
from app.document.index import index
from app.document.model import Document, Node
from app.document.ports import fixed


def with_child_alone(document: Document, target: PortKey) -> Document | None:
    """The document with the child that `target` belongs to in place of its container, fed by that port alone.

    None where ports belong to no child, and where all children are fed: the container itself can be asked
    then.
    """
    found = index(document)
    node = found.nodes.get(target.node)
    if node is None or not fixed(node):
        return None
    children = _fed_children(node)
    graph = found.nodes[target.graph]
    into = [wire for wire in graph.wires if wire.target == node.id]
    own = [replace(wire, port=0) for wire in into if wire.port == target.index]
    if len(into) >= len(children) or target.index >= len(children) or not own:
        return None
    child = replace(children[target.index], id=node.id)
    others = [wire for wire in graph.wires if node.id not in (wire.source, wire.target)]
    document = changed(document, node.id, lambda _: child)
    return changed(document, graph.id, lambda holder: rewired(holder, [*others, *own]))


def _fed_children(node: Node) -> tuple[Node, ...]:
    """The children that have a port each: the node's own, or those of the first in it."""
    kind = holds(node)
    return node.children if kind is not None and kind.feed == "each" else _fed_children(node.children[0])
