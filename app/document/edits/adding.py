"""New modules: on the canvas, in a container, on a wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.document.arguments import arguments
from app.document.described import is_criterion, referred
from app.document.edits.change import changed
from app.document.edits.places import snapped
from app.document.edits.tree import put
from app.document.edits.wires import rewired
from app.document.index import index as index_of
from app.document.model import Document, Node, NodeId, Point, Wire
from app.document.referring import misfit
from app.document.refused import Refused


def add(
    doc: Document,
    module: str,
    args: Mapping[str, Any] | None = None,
    *,
    parent: NodeId | None = None,
    index: int | None = None,
    at: Point = (0.0, 0.0),
    label: str = "",
) -> tuple[Document, NodeId]:
    """With a new module, in `parent` (the canvas when None), before the child that is now at `index`.

    Required arguments may be missing; the module then waits for them. One that is made for another (an
    unpooling) is made for the only one that there is, if there is one. A criterion dropped on the canvas
    becomes the model's, in place of the one there was, and stands at `at`.

    Raises:
        Refused: for an argument that does not fit, or a parent that cannot hold it.
    """
    node = Node(doc.fresh, module, arguments(module, args or {}), at=snapped(at), label=label)
    if wanted := referred(module):
        others = [other.id for other in doc.root.walk() if other.module == wanted and not misfit(node, other)]
        node = replace(node, refers=others[0] if len(others) == 1 else None)
    doc = replace(doc, fresh=doc.fresh + 1)
    if is_criterion(module) and parent in (None, doc.root.id):
        return _with_criterion(doc, node), node.id
    return put(doc, doc.root.id if parent is None else parent, [node], index), node.id


def insert_on_wire(
    doc: Document,
    graph: NodeId,
    wire: Wire,
    module: str,
    args: Mapping[str, Any] | None = None,
    at: Point | None = None,
) -> tuple[Document, NodeId]:
    """With a new module in the middle of a wire: it gets what the wire carried, and its output goes on.

    Args:
        at: its place; halfway between the two ends when None.

    Raises:
        Refused: when the wire is not there, or the module cannot stand there.
    """
    holder = index_of(doc).nodes[graph]
    if wire not in holder.wires:
        raise Refused("This wire is not there any more.")
    if is_criterion(module):
        raise Refused(f"{module} is a criterion: it stands at the model's end, not on a wire.")
    place = halfway(holder, wire) if at is None else at
    doc, id = add(doc, module, args, parent=graph, at=place)
    wires = [*(w for w in holder.wires if w != wire), replace(wire, target=id, port=0)]
    wires.append(Wire(id, wire.target, wire.port))
    return changed(doc, graph, lambda node: rewired(node, wires)), id


def halfway(holder: Node, wire: Wire) -> Point:
    """Between the two ends of a wire in a graph."""
    places = {child.id: child.at for child in holder.children}
    (x, y), (u, v) = places.get(wire.source, holder.ends[0]), places.get(wire.target, holder.ends[1])
    return ((x + u) / 2, (y + v) / 2)


def _with_criterion(doc: Document, node: Node) -> Document:
    ends = (doc.root.ends[0], node.at)
    return replace(doc, criterion=replace(node, at=(0.0, 0.0)), root=replace(doc.root, ends=ends))
