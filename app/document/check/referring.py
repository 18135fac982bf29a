"""The check of modules that are made for another one: an unpooling gives what its pooling got.

What that one gets is found out by a walk through the document, and told to the next walk.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextvars import ContextVar
from types import SimpleNamespace

from app.document.check.facts import Facts
from app.document.check.fault import Fault, path
from app.document.check.laid import laid
from app.document.described import find, referred, title
from app.document.index import Index, below
from app.document.model import Document, Node, NodeId
from app.document.referring import candidates, in_order, misfit
from nncore.errors import Repair
from nncore.shapes import Shape, Tensor

Flows = Mapping[NodeId, tuple[Shape | None, Shape | None]]
"""What others refer to, with the shapes that go in and come out."""

OFFERED = 3
"""How many modules are offered at most to be referred to."""

_flows: ContextVar[Flows] = ContextVar("flows")


def asked(node: Node, x: Shape | None) -> Hashable:
    """What the facts about a node depend on besides itself: its input, and what flows where it refers to."""
    if node.refers is None and not (node.children and below(node).refers):
        return x
    others = {*below(node).refers.values(), node.refers} if node.children else {node.refers}
    flows = _flows.get({})
    return x, tuple((id, flows.get(id)) for id in sorted(id for id in others if id is not None))


def walked(doc: Document, found: Index, walk: Callable[[], Facts]) -> Facts:
    """The facts about the root, once it is known what flows where modules refer to."""
    others = {id for id in found.refers.values() if id is not None}
    flows: Flows = {}
    facts = walk()
    for _ in range(len(others)):  # each may depend on one before it
        shapes = laid(facts)
        now = {id: (shapes.inputs.get(id), shapes.outputs.get(id)) for id in others}
        if now == flows:
            break
        flows = now
        token = _flows.set(flows)
        facts = walk()
        _flows.reset(token)
    return facts


def working_with(node: Node, args: SimpleNamespace) -> SimpleNamespace | None:
    """The arguments, with what stands for the module that it works with; None while that is not known."""
    if not referred(node.module):
        return args
    into, out = _flows.get({}).get(-1 if node.refers is None else node.refers, (None, None))
    if not isinstance(into, Tensor) or not isinstance(out, Tensor):
        return None
    letters = find(referred(node.module)).letters
    stand_in = SimpleNamespace(letters=letters, _shape=into.dims, output=SimpleNamespace(shape=out.dims))
    return SimpleNamespace(**vars(args) | {"pooling": stand_in})


def unreferred(doc: Document, found: Index) -> Iterator[Fault]:
    """A fault for each module whose other one is not chosen, does not fit, or does not run before it.

    Args:
        found: the index of the document as it runs.
    """
    places: dict[NodeId, int] = {}
    for id, chosen in found.refers.items():
        places = places or {node.id: place for place, node in enumerate(in_order(doc.root))}
        wanted, node = referred(found.nodes[id].module), found.nodes[id]
        other = found.nodes.get(-1 if chosen is None else chosen)
        if other is None:
            what, needs = "it is not said which pooling it undoes", f"a {wanted} that runs before it"
        elif why_not := misfit(node, other):
            what, needs = why_not, f"a {wanted} whose steps are as large as its windows"
        elif other.id not in places or places[other.id] > places.get(id, len(places)):
            when = "not run" if other.id not in places else "run only after it"
            what, needs = f"{title(other)} that it undoes does {when}", f"a {wanted} that runs before it"
        else:
            continue
        where = path(found, id)
        near = candidates(doc, id)[:OFFERED]
        repairs = tuple(
            Repair(f"undo {title(found.nodes[each])}", "refer", title(found.nodes[each]), each)
            for each in near
        )
        text = f"{where}: {what}. {title(node)} needs {needs}."
        yield Fault(id, where, what, "", needs, repairs, text)
