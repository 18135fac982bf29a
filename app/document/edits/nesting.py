"""Moving modules: about the canvas, into and out of containers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from app.document.described import holds, is_graph, title
from app.document.edits.change import changed
from app.document.edits.entries import with_children
from app.document.edits.places import corner, minus, moved, snapped
from app.document.edits.tree import existing, put, take
from app.document.edits.wires import rewired
from app.document.index import index as index_of
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId, Point, Wire
from app.document.refused import Refused


def move(doc: Document, places: Mapping[NodeId, Point]) -> Document:
    """With these nodes standing elsewhere. The criterion may be among them, and INPUT and OUTPUT of the
    canvas.

    Raises:
        Refused: for a node that is not there, or has no place of its own.
    """
    found, touched, standing = index_of(doc), set[NodeId](), dict[NodeId, Point]()
    for id, at in places.items():
        if id in (INPUT, OUTPUT) or (doc.criterion is not None and id == doc.criterion.id):
            doc = move_end(doc, doc.root.id, INPUT if id == INPUT else OUTPUT, at)
            continue
        parent = found.parents.get(id)
        if parent is None or not is_graph(found.nodes[parent]):
            raise Refused("This module has no place of its own: its container puts it in order.")
        if found.nodes[id].at != snapped(at):
            standing[id] = snapped(at)
            touched.update(found.chain(id))
    return replace(doc, root=_stood(doc.root, standing, touched)) if standing else doc


def _stood(node: Node, places: Mapping[NodeId, Point], touched: Container[NodeId]) -> Node:
    """The node with what is in it standing elsewhere; what holds nothing that moves is shared."""
    if node.id not in touched:
        return node
    children = tuple(_stood(child, places, touched) for child in node.children)
    return replace(node, children=children, at=places.get(node.id, node.at))


def move_end(doc: Document, graph: NodeId, which: NodeId, at: Point) -> Document:
    """With the input card (INPUT) or the output card (OUTPUT) of a graph standing elsewhere."""
    place = snapped(at)

    def put_there(node: Node) -> Node:
        ends = (place, node.ends[1]) if which == INPUT else (node.ends[0], place)
        return node if ends == node.ends else replace(node, ends=ends)

    return changed(doc, graph, put_there)


def nest(
    doc: Document,
    ids: Iterable[NodeId],
    parent: NodeId,
    index: int | None = None,
    at: Point | None = None,
) -> Document:
    """With these nodes in `parent`: into a container, out of one, or to another place in it.

    Wires to what stays behind are cut; wires among nodes that come from one graph stay when they come into a
    graph.

    Args:
        index: among ordered children, before the one that has this number now; None: behind all.
        at: in a graph, where the top left one goes; None: each keeps its place.

    Raises:
        Refused: when `parent` cannot hold them, or lies within one of them.
    """
    moving = existing(doc, ids)
    found = index_of(doc)
    if parent not in found.nodes:
        raise Refused("The container is not in the model any more.")
    for id in moving:
        if found.inside(parent, id):
            raise Refused(f"{title(found.nodes[id])} cannot be put into itself.")
    holder = found.nodes[parent]
    nodes = [found.nodes[id] for id in moving]
    if is_graph(holder) and at is not None and nodes:
        offset = minus(snapped(at), corner(nodes))
        nodes = [moved(node, offset) for node in nodes]
    if all(found.parents[id] == parent for id in moving):
        return _within(doc, holder, nodes, index)
    kept = inner_wires(doc, moving)
    if index is not None:
        index -= sum(child.id in set(moving) for child in holder.children[:index])
    handed = handed_over(doc, moving, holder, index)
    doc = put(take(doc, moving), parent, nodes, index)
    return with_wires(with_wires(doc, parent, kept), handed[0], handed[1])


def _within(doc: Document, holder: Node, nodes: list[Node], index: int | None) -> Document:
    """With nodes of `holder` at another place in it."""
    if is_graph(holder):
        return move(doc, {node.id: node.at for node in nodes})
    moving = {node.id for node in nodes}
    place = len(holder.children) if index is None else index
    before = [child for child in holder.children[:place] if child.id not in moving]
    behind = [child for child in holder.children[place:] if child.id not in moving]
    order = (*before, *nodes, *behind)
    if [child.id for child in order] == [child.id for child in holder.children]:
        return doc
    places = [child.at for child in holder.children]
    stood = [replace(child, at=at) for child, at in zip(order, places, strict=True)]
    return with_children(doc, holder.id, stood)


def inner_wires(doc: Document, ids: Iterable[NodeId]) -> list[Wire]:
    """The wires that run among these nodes."""
    found, chosen = index_of(doc), set(ids)
    graphs = dict.fromkeys(found.parents[id] for id in ids)
    holders = [found.nodes[graph] for graph in graphs if graph is not None]
    return [w for holder in holders for w in holder.wires if w.source in chosen and w.target in chosen]


def handed_over(
    doc: Document, moving: list[NodeId], holder: Node, index: int | None
) -> tuple[NodeId, list[Wire]]:
    """The wires that a chain's container takes over from a node that comes into it, and in which graph they
    run.

    That is where what is computed stays the same: the node stands right before the container and becomes its
        first
    module, or right behind it and becomes its last, or the container is empty and not wired yet.
    """
    found = index_of(doc)
    graph, kind = found.parents[holder.id], holds(holder)
    outer = None if graph is None else found.nodes[graph]
    nothing: tuple[NodeId, list[Wire]] = (doc.root.id, [])
    if outer is None or not is_graph(outer) or len(moving) != 1 or found.parents[moving[0]] != outer.id:
        return nothing
    if kind is None or kind.feed != "chain" or kind.join != "last":
        return nothing
    node = moving[0]
    into = [w for w in outer.wires if w.target == node]
    out = [w for w in outer.wires if w.source == node]
    before = [w for w in outer.wires if w.target == holder.id]
    behind = [w for w in outer.wires if w.source == holder.id]
    inward = [replace(w, target=holder.id) for w in into]
    onward = [replace(w, source=holder.id) for w in out]
    if not (holder.children or before or behind):
        return outer.id, inward + onward
    if out == before == [Wire(node, holder.id)] and index == 0:
        return outer.id, inward
    if into == behind == [Wire(holder.id, node)] and index in (None, len(holder.children)):
        return outer.id, onward
    return nothing


def with_wires(doc: Document, parent: NodeId, wires: list[Wire]) -> Document:
    """With these wires too, if `parent` is a graph."""
    holder = index_of(doc).nodes[parent]
    if not wires or not is_graph(holder):
        return doc
    return changed(doc, parent, lambda node: rewired(node, [*node.wires, *wires]))
