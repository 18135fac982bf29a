"""From what is wrong to the fault that people read."""

from __future__ import annotations

from app.document.check.facts import Facts, Problem
from app.document.check.fault import Fault, giver, path, sentences
from app.document.check.walk import bound, problem_of
from app.document.described import find, is_graph, title
from app.document.flow import incoming
from app.document.index import Index
from app.document.model import INPUT, OUTPUT, Document, NodeId
from nncore.errors import NNError


def fault_at(found: Index, facts: Facts) -> Fault:
    """The fault of a node whose facts have a problem."""
    assert facts.problem is not None
    return _fault(found, facts.id, facts.problem, giver(found, facts.id, sources(found, facts.id)))


def criterion_fault(doc: Document, found: Index, facts: Facts) -> Fault | None:
    """What is wrong with the criterion, or between what it gets and the target; `facts` are the root's."""
    if doc.criterion is None:
        return None
    args = bound(doc.criterion)
    if isinstance(args, NNError):
        return _fault(found, doc.criterion.id, problem_of(args), "")
    if facts.output is None:
        return None
    try:
        find(doc.criterion.module).shape(args, facts.output, doc.data.target.shape)
    except NNError as error:
        into = tuple(wire.source for wire in incoming(doc.root).get(OUTPUT, ()))
        source = giver(found, doc.criterion.id, into)
        return _fault(found, doc.criterion.id, problem_of(error), source)
    return None


def sources(found: Index, id: NodeId) -> tuple[NodeId, ...]:
    """Which nodes give this one its input; INPUT for what enters the graph."""
    parent = found.parents[id]
    if parent is None:
        return (INPUT,)
    holder = found.nodes[parent]
    if is_graph(holder):
        return tuple(wire.source for wire in incoming(holder).get(id, ()))
    place = found.children_index(id)
    chained = find(holder.module).spec.children.feed == "chain"
    return (holder.children[place - 1].id,) if chained and place else sources(found, parent)


def _fault(found: Index, id: NodeId, problem: Problem, source: str) -> Fault:
    where, node = path(found, id), found.nodes[id]
    if problem.missing:
        argument = problem.what.removesuffix(" is missing")
        text = f"{argument} of {node.module} is missing: {problem.needs}."
    else:
        text = sentences(where, title(node), problem.what, problem.got, problem.needs, source)
    return Fault(id, where, problem.what, problem.got, problem.needs, problem.repairs, text)
