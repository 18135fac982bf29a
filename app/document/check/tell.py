"""From what is wrong to the fault that people read."""

from __future__ import annotations

from app.document.check.facts import Facts
from app.document.check.fault import Fault, givers, path, sentences
from app.document.described import find, is_criterion, is_graph, title
from app.document.flow import incoming
from app.document.index import Index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId
from nncore.errors import Repair


def fault_at(doc: Document, found: Index, facts: Facts) -> Fault:
    """The fault of a node whose facts have a problem."""
    assert facts.problem is not None
    where, node, problem = path(found, facts.id), found.nodes[facts.id], facts.problem
    given_by = sources(doc, found, facts.id) if problem.source is None else (problem.source,)
    if problem.missing:
        argument = problem.what.removesuffix(" is missing")
        text = f"{argument} of {node.module} is missing: {problem.needs}."
    else:
        text = sentences(
            where, title(node), problem.what, problem.got, problem.needs, givers(found, node.id, given_by)
        )
    repairs = tuple(change for change in problem.repairs if _can_be(node, change))
    return Fault(node.id, where, problem.what, problem.got, problem.needs, repairs, text)


def _can_be(node: Node, change: Repair) -> bool:
    """Whether a repair can be carried out: criterions stand in no other container."""
    return not (change.action == "wrap" and is_criterion(node.module))


def sources(doc: Document, found: Index, id: NodeId) -> tuple[NodeId, ...]:
    """Which nodes give this one its input; INPUT for what enters the graph."""
    parent = found.parents[id]
    if doc.criterion is not None and id == doc.criterion.id:
        return tuple(wire.source for wire in incoming(doc.root).get(OUTPUT, ()))
    if parent is None:
        return (INPUT,)
    holder = found.nodes[parent]
    if is_graph(holder):
        return tuple(wire.source for wire in incoming(holder).get(id, ()))
    place = found.children_index(id)
    chained = find(holder.module).spec.children.feed == "chain"
    return (holder.children[place - 1].id,) if chained and place else sources(doc, found, parent)
