"""Taking nodes out of a document, and putting nodes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from app.document.described import holds, is_criterion, is_graph, title
from app.document.edits.change import changed
from app.document.edits.entries import with_children
from app.document.edits.places import lined_up
from app.document.edits.wires import cut, place
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId, Wire
from app.document.refused import Refused
from app.document.wellformed import DEPTH


def existing(doc: Document, ids: Iterable[NodeId]) -> list[NodeId]:
    """These nodes without those that lie within another of them, in the document's order.

    Raises:
        Refused: for the cards at the ends, the canvas itself, or a node that is not there.
    """
    found, asked = index(doc), set(ids)
    if INPUT in asked or OUTPUT in asked:
        raise Refused("The cards at the two ends belong to the model and stay where they are.")
    if doc.root.id in asked:
        raise Refused("The canvas itself cannot be removed or moved. Choose modules on it.")
    if asked - found.nodes.keys():
        raise Refused("One of the modules is not in the model any more.")
    return [id for id in found.nodes if id in asked and not asked & set(found.chain(id)[:-1])]


def take(doc: Document, ids: Sequence[NodeId]) -> Document:
    """Without these nodes (as from `existing`) and without the wires at them."""
    gone = set(ids)
    if doc.criterion is not None and doc.criterion.id in gone:
        doc = replace(doc, criterion=None)
    parents = index(doc).parents
    for parent in dict.fromkeys(parents[id] for id in ids if id in parents):
        assert parent is not None
        holder = index(doc).nodes[parent]
        rest = tuple(child for child in holder.children if child.id not in gone)
        if is_graph(holder):
            doc = cut(doc, parent, [w for w in holder.wires if w.source in gone or w.target in gone])
            doc = changed(doc, parent, partial(replace, children=rest))
        else:
            doc = with_children(doc, parent, rest)
    return doc


def put(doc: Document, parent: NodeId, nodes: Sequence[Node], place: int | None = None) -> Document:
    """With these nodes in `parent`, before the child that is now at `place` (behind all when None).

    Raises:
        Refused: when `parent` cannot hold them.
    """
    holder = index(doc).nodes[parent]
    admit(holder, nodes)
    check_depth(doc, parent, nodes)
    if is_graph(holder):
        children = tuple(sorted((*holder.children, *nodes), key=lambda node: node.id))
        return changed(doc, parent, lambda node: replace(node, children=children))
    place = len(holder.children) if place is None else min(max(place, 0), len(holder.children))
    before, behind = holder.children[:place], holder.children[place:]
    return with_children(doc, parent, lined_up(holder, before, nodes, behind))


def check_depth(doc: Document, parent: NodeId, nodes: Sequence[Node]) -> None:
    """That no container stands deeper than files can hold once these nodes are in `parent`.

    Raises:
        Refused: when one would.
    """
    if len(index(doc).chain(parent)) + max((height(node) for node in nodes), default=0) > DEPTH:
        raise Refused(f"Containers can be nested {DEPTH} deep, and this would be deeper.")


def height(node: Node) -> int:
    """How many levels of modules there are, the node's own included."""
    return 1 + max(map(height, node.children), default=0)


def admit(holder: Node, nodes: Sequence[Node]) -> None:
    """That `holder` can take these nodes in besides those it has.

    Raises:
        Refused: when it cannot.
    """
    children = holds(holder)
    if children is None:
        raise Refused(f"{title(holder)} holds no other modules. Drop it into a container or on the canvas.")
    for node in nodes:
        if is_criterion(node.module) != children.criterions:
            raise Refused(_foreign(node, holder, children.criterions))
    if children.most is not None and len(holder.children) + len(nodes) > children.most:
        some = "one module" if children.most == 1 else f"{children.most} modules"
        raise Refused(f"{holder.module} holds {some} only. Take out what it holds first.")


def renumbered(nodes: Iterable[Node], fresh: NodeId) -> tuple[list[Node], dict[NodeId, NodeId], NodeId]:
    """Copies with ids of their own, from `fresh` on; what each old id has become; the next free id."""
    ids: dict[NodeId, NodeId] = {}
    nodes = list(nodes)
    for node in nodes:
        for inner in node.walk():
            ids[inner.id] = fresh + len(ids)
    return [_named(node, ids) for node in nodes], ids, fresh + len(ids)


def _named(node: Node, ids: dict[NodeId, NodeId]) -> Node:
    children = tuple(_named(child, ids) for child in node.children)
    wires = tuple(
        Wire(ids.get(w.source, w.source), ids.get(w.target, w.target), w.port, w.strand) for w in node.wires
    )
    shares = None if node.shares is None else ids.get(node.shares, node.shares)
    wires = tuple(sorted(wires, key=place))
    refers = None if node.refers is None else ids.get(node.refers, node.refers)
    return replace(node, id=ids[node.id], children=children, wires=wires, shares=shares, refers=refers)


def _foreign(node: Node, holder: Node, criterions: bool) -> str:
    if criterions:
        return f"{holder.module} holds criterions only, and {node.module} is a module."
    return f"{node.module} is a criterion: it stands at the model's end, not inside {holder.module}."
