"""The check of a document: fast enough to run at each edit, for it asks only about what changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from app.document.check.facts import Facts, plain
from app.document.check.fault import Fault, no_criterion, no_output, not_wired
from app.document.check.judge import judge
from app.document.check.shared import misfits
from app.document.check.tell import fault_at
from app.document.check.walk import walk
from app.document.index import Index, index
from app.document.model import OUTPUT, Data, Document, Node, NodeId, Port, Wire
from nncore.shapes import Indices, Shape, Tensor


@dataclass(frozen=True, slots=True)
class Check:
    """What is known about a document. None stands for a shape that is not known, as nothing arrives.

    Attributes:
        inputs, outputs: the shape that enters and leaves each node.
        wires: the shape on each wire, by the graph's id and the wire.
        faults: what is wrong, by node.
        unused: the nodes whose output reaches nothing.
        blocker: the first thing to do before the model can run; None when it can.
        followed: the arguments that were not given and follow what comes in, by node.
        document: the document as it runs: with those arguments filled in.
    """

    inputs: dict[NodeId, Shape | None] = field(default_factory=dict)
    outputs: dict[NodeId, Shape | None] = field(default_factory=dict)
    wires: dict[tuple[NodeId, Wire], Shape | None] = field(default_factory=dict)
    faults: dict[NodeId, Fault] = field(default_factory=dict)
    unused: frozenset[NodeId] = frozenset()
    blocker: Fault | None = None
    followed: dict[NodeId, dict[str, Any]] = field(default_factory=dict)
    document: Document = field(default_factory=Document)


def check(doc: Document) -> Check:
    """The shapes on all wires, the faults, and what keeps the model from running."""
    facts = walk(doc.root, entering(doc.data))
    known = Check()
    unused: set[NodeId] = set()
    blockers: list[Fault] = []
    given, doc = index(doc).nodes, doc if facts.filled is None else replace(doc, root=facts.filled)
    found = index(doc)
    _collect(doc, replace(facts, problem=None), known, unused, blockers, alive=True)
    if doc.criterion is not None:
        judged = judge(doc.criterion, facts.output, arriving(doc.data.target))
        judged = replace(judged, problem=facts.problem or judged.problem)
        _collect(doc, judged, known, unused, blockers, alive=True)
    for fault in misfits(found):
        known.faults.setdefault(fault.node, fault)
        blockers += [fault] if fault.node not in unused else []
    blocker = _first(doc, found, facts, blockers)
    return replace(
        known,
        unused=frozenset(unused),
        blocker=blocker,
        followed=_followed(given, found.nodes),
        document=doc,
    )


def resolved(doc: Document, known: Check, id: NodeId) -> tuple[tuple[str, Any], ...]:
    """The arguments of a node as it runs: those given, and those that follow what comes in."""
    return index(known.document if id in index(known.document).nodes else doc).nodes[id].args


def _followed(given: dict[NodeId, Node], made: dict[NodeId, Node]) -> dict[NodeId, dict[str, Any]]:
    """What was filled in, by node."""
    changed = {id: node for id, node in made.items() if node.args is not given[id].args and not node.muted}
    known = {id: dict(given[id].args) for id in changed}
    return {id: {name: v for name, v in node.args if name not in known[id]} for id, node in changed.items()}


def entering(data: Data) -> Shape:
    """What the data gives: one shape, or a table; with the highest index where that is known."""
    shapes = tuple(arriving(port) for port in data.inputs)
    return shapes[0] if len(shapes) == 1 else shapes


def arriving(port: Port) -> Tensor:
    """What one column group of the data gives."""
    shape = port.shape
    return Indices(shape.dims, shape.kind, port.high) if shape.kind == "index" and port.high else shape


def _collect(
    doc: Document, facts: Facts, known: Check, unused: set[NodeId], blockers: list[Fault], alive: bool
) -> None:
    """Lays the facts of the tree out by node; `blockers` are those in use, in the order of computation."""
    known.inputs[facts.id], known.outputs[facts.id] = plain(facts.input), plain(facts.output)
    if not alive:
        unused.add(facts.id)
    for wire, shape in facts.wires:
        known.wires[facts.id, wire] = plain(shape)
    found, lacking = index(doc), dict(facts.open)
    for child in facts.children:
        lives = alive and child.id not in facts.unused
        if child.id in lacking and lives:
            blockers.append(not_wired(found, child.id, lacking[child.id]))
        _collect(doc, child, known, unused, blockers, lives)
    if facts.problem is not None:
        known.faults[facts.id] = fault = fault_at(doc, found, facts)
        if alive:
            blockers.append(fault)
    elif OUTPUT in lacking and alive and found.parents[facts.id] is not None:
        blockers.append(no_output(found, facts.id, lacking[OUTPUT]))


def _first(doc: Document, found: Index, facts: Facts, blockers: list[Fault]) -> Fault | None:
    """What to do first, `facts` being the root's."""
    if doc.criterion is None:
        return no_criterion()
    if OUTPUT in dict(facts.open):
        return not_wired(found, doc.criterion.id, dict(facts.open)[OUTPUT])
    return next(iter(blockers), None)
