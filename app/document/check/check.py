"""The check of a document: fast enough to run at each edit, for it asks only about what changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from app.document.check.facts import Facts
from app.document.check.fault import Fault, no_criterion, no_output, not_wired
from app.document.check.judge import judge
from app.document.check.laid import Trouble, laid
from app.document.check.referring import unreferred, walked
from app.document.check.shared import misfits
from app.document.check.tell import fault_at
from app.document.check.walk import walk
from app.document.index import Index, index
from app.document.memo import Memo
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
    known = _lately.get(doc) or _lately.put(doc, _check(doc))
    return known if known.document is not _ITSELF else replace(known, document=doc)


def _check(given: Document) -> Check:
    facts = walked(given, index(given), lambda: walk(given.root, entering(given.data)))
    doc = given if facts.filled is None else replace(given, root=facts.filled)
    found, root = index(doc), laid(facts)
    inputs, outputs = {**root.inputs}, {**root.outputs}
    troubles = [trouble for trouble in root.troubles if trouble.id != doc.root.id]
    if doc.criterion is not None:
        judged = judge(doc.criterion, facts.output, arriving(doc.data.target))
        end = laid(replace(judged, problem=facts.problem or judged.problem))
        inputs |= end.inputs
        outputs |= end.outputs
        troubles += end.troubles
    known = Check(inputs, outputs, root.wires, unused=root.unused)
    blockers = _tell(doc, found, troubles, known.faults)
    for fault in (*misfits(found), *unreferred(doc, found)):
        known.faults.setdefault(fault.node, fault)
        blockers += [fault] if fault.node not in root.unused else []
    return replace(
        known,
        blocker=_first(doc, found, facts, blockers),
        followed=_followed(given.root, doc.root),
        document=_ITSELF if doc is given else doc,
    )


def _tell(doc: Document, found: Index, troubles: list[Trouble], faults: dict[NodeId, Fault]) -> list[Fault]:
    """Puts what is wrong at the nodes into `faults`; what keeps the model from running, in the order of
    computation.
    """
    blockers = []
    for trouble in troubles:
        if trouble.facts is not None:
            told = faults[trouble.id] = fault_at(doc, found, trouble.facts)
        elif not trouble.matters:
            continue
        elif trouble.is_output:
            told = no_output(found, trouble.id, trouble.port)
        else:
            told = not_wired(found, trouble.id, trouble.port)
        blockers += [told] if trouble.matters else []
    return blockers


def resolved(doc: Document, known: Check, id: NodeId) -> tuple[tuple[str, Any], ...]:
    """The arguments of a node as it runs: those given, and those that follow what comes in."""
    return index(known.document if id in index(known.document).nodes else doc).nodes[id].args


def _followed(given: Node, made: Node) -> dict[NodeId, dict[str, Any]]:
    """What was filled in, by node, where `made` is how `given` runs."""
    if made is given or made.muted:
        return {}
    known = _filled.get(made)
    if known is None:
        told = dict(given.args)
        more = {name: value for name, value in made.args if name not in told}
        known = {made.id: more} if more else {}
        for one, other in zip(given.children, made.children, strict=True):
            known |= _followed(one, other)
        _filled.put(made, known)
    return known


def entering(data: Data) -> Shape:
    """What the data gives: one shape, or a table; with the highest index where that is known."""
    shapes = tuple(arriving(port) for port in data.inputs)
    return shapes[0] if len(shapes) == 1 else shapes


def arriving(port: Port) -> Tensor:
    """What one column group of the data gives."""
    shape = port.shape
    return Indices(shape.dims, shape.kind, port.high) if shape.kind == "index" and port.high else shape


def _first(doc: Document, found: Index, facts: Facts, blockers: list[Fault]) -> Fault | None:
    """What to do first, `facts` being the root's."""
    if doc.criterion is None:
        return no_criterion()
    if OUTPUT in dict(facts.open):
        return not_wired(found, doc.criterion.id, dict(facts.open)[OUTPUT])
    return next(iter(blockers), None)


_ITSELF = Document()
"""Stands for the document that was asked about, which must not be kept here."""
_lately: Memo[Check] = Memo(most=4)
"""Of the last documents: an act often asks what one would be like, and then makes it so."""
_filled: Memo[dict[NodeId, dict[str, Any]]] = Memo()
