"""Carrying out the repairs that a fault offers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.document.check import check
from app.document.described import holds, is_graph
from app.document.edits.adding import add
from app.document.edits.change import changed
from app.document.edits.clipboard import duplicate
from app.document.edits.referring import refer
from app.document.edits.settings import set_arguments
from app.document.edits.wires import rewired
from app.document.edits.wrapping import wrap
from app.document.index import index
from app.document.model import OUTPUT, Document, NodeId, Wire
from app.document.refused import Refused
from nncore.errors import Repair


def repair(doc: Document, id: NodeId, change: Repair) -> Document:
    """With one of a fault's repairs done at this node.

    Raises:
        Refused: when it cannot be done (any more).
    """
    if id not in index(doc).nodes:
        raise Refused("The module is not in the model any more.")
    if change.action == "set":
        return set_arguments(doc, id, {change.name: change.value})
    if change.action == "refer":
        return refer(doc, id, change.value)
    if change.action == "insert":
        return _insert(doc, id, change.name, _arguments(change))
    return _wrap(doc, id, change)


def _arguments(change: Repair) -> dict[str, Any]:
    return dict(change.value or {})


def _insert(doc: Document, id: NodeId, module: str, args: dict[str, Any]) -> Document:
    """A new module right before this one, which gets all that this one got."""
    found = index(doc)
    parent = found.parents[id]
    if parent is None:
        return _before(doc, doc.root.id, OUTPUT, module, args)
    holder = found.nodes[parent]
    if is_graph(holder):
        return _before(doc, parent, id, module, args)
    children = holds(holder)
    if children is None or children.feed != "chain":
        doc, parent = wrap(doc, [id], "Sequential")
    place = index(doc).children_index(id)
    return add(doc, module, args, parent=parent, index=place)[0]


def _before(doc: Document, graph: NodeId, target: NodeId, module: str, args: dict[str, Any]) -> Document:
    holder = index(doc).nodes[graph]
    places = {child.id: child.at for child in holder.children}
    x, y = places.get(target, holder.ends[1])
    doc, new = add(doc, module, args, parent=graph, at=(x - 96, y - 64))
    wires = [replace(w, target=new) if w.target == target else w for w in holder.wires]
    return changed(doc, graph, lambda node: rewired(node, [*wires, Wire(new, target)]))


def _wrap(doc: Document, id: NodeId, change: Repair) -> Document:
    """The module in a container; where that gives each child an entry, a copy of it for each entry."""
    arriving = check(doc).inputs.get(id)
    doc, container = wrap(doc, [id], change.name, _arguments(change))
    children = holds(index(doc).nodes[container])
    if children is not None and children.feed == "each" and isinstance(arriving, tuple):
        for _ in arriving[1:]:
            doc, _ = duplicate(doc, [id])
    if children is not None and children.join == "table":
        doc = _whole(doc, container)
    return doc


def _whole(doc: Document, container: NodeId) -> Document:
    """The wires from a container that was put around one module take the whole table that it now gives."""
    graph = index(doc).parents[container]
    if graph is None or not is_graph(index(doc).nodes[graph]):
        return doc
    holder = index(doc).nodes[graph]
    wires = [replace(w, strand=None) if w.source == container else w for w in holder.wires]
    return changed(doc, graph, lambda node: rewired(node, wires))
