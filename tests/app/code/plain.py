"""What a document says, without ids and places: to compare what was written with what is read."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from app.document.compile import is_chain
from app.document.flow import flow
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, NodeId
from app.document.sharing import frozen, groups
from nncore import catalog
from nncore.spec import REQUIRED


def plain(doc: Document) -> Any:
    """The model and its criterion; modules that no wire is at in any order."""
    return _node(doc.root), doc.criterion and _node(doc.criterion)


def _node(node: Node) -> Any:
    given = dict(node.args)
    args = {
        arg.name: given.get(arg.name, None if arg.default is REQUIRED else arg.default)
        for arg in catalog.find(node.module).spec.everything()
    }
    if node.module != GRAPH:
        return node.module, args, [_node(child) for child in node.children]
    running = flow(node)
    inner = {child.id: child for child in node.children}
    if not running.idle and is_chain(running.used, defaultdict(list, running.into)):
        return "Sequential", {}, [_node(inner[id]) for id in running.used]
    wired = {end for wire in node.wires for end in (wire.source, wire.target)}

    def origin(id: int) -> str:
        """A module and all that feeds it: the order of those that reach no output does not matter."""
        fed = [(w.port, w.strand, origin(w.source)) for w in running.into.get(id, ())]
        return str(id if id == INPUT else (_node(inner[id]), fed))

    order = [*running.used, *sorted((id for id in running.idle if id in wired), key=origin)]
    numbers = {id: number for number, id in enumerate(order)} | {INPUT: INPUT, OUTPUT: OUTPUT}
    wires = [(numbers[w.source], w.strand, numbers[w.target], w.port) for w in node.wires]
    loose = [_node(child) for child in node.children if child.id not in wired]
    return GRAPH, [_node(inner[id]) for id in order], sorted(wires, key=str), sorted(loose, key=str)


def learning(
    doc: Document, ids: dict[NodeId, NodeId] | None = None
) -> tuple[frozenset[NodeId], set[frozenset[NodeId]]]:
    """Which modules stay as they are, and which share; with `ids` those that these have become."""
    ids = ids or {id: id for id in range(doc.fresh)}
    tied = {frozenset(ids[id] for id in members) for members in groups(doc).values()}
    return frozenset(ids[id] for id in frozen(doc)), tied
