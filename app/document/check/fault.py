"""A fault as it is told to people."""

from __future__ import annotations

from dataclasses import dataclass

from app.document.described import is_graph, title
from app.document.index import Index
from app.document.model import INPUT, OUTPUT, NodeId
from nncore.errors import Repair


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one module.

    Attributes:
        node: the module; OUTPUT for the place where the criterion is missing.
        path: where it stands: `Sequential › 3 Linear(5 → 1)`.
        what: what is wrong, in one clause.
        got, needs: what came and what is needed, in words; "" where that says nothing.
        repairs: changes that would mend it, most likely first; carried out by `edits.repair`.
        text: all of it, in one or two sentences that name both sides.
    """

    node: NodeId
    path: str
    what: str
    got: str = ""
    needs: str = ""
    repairs: tuple[Repair, ...] = ()
    text: str = ""


def path(found: Index, id: NodeId) -> str:
    """Where a node stands: what holds it, from the outside in, with its number among ordered children."""
    steps, number = [], ""
    chain = found.chain(id)
    for outer, inner in zip(chain, [*chain[1:], None], strict=True):
        node = found.nodes[outer]
        if inner is None:
            steps.append(number + title(node))
        elif found.parents[outer] is not None or not is_graph(node):  # the canvas itself goes without saying
            steps.append(number + node.module)
        number = f"{found.children_index(inner) + 1} " if inner is not None and not is_graph(node) else ""
    return " › ".join(steps)


def givers(found: Index, id: NodeId, sources: tuple[NodeId, ...]) -> str:
    """Who gives a node its input, with the verb: "Tanh gives"; "it gets" when they are too many to name."""
    names = [_name(found, id, source) for source in dict.fromkeys(sources)]
    if not 1 <= len(names) <= 3:
        return "it gets"
    return f"{names[0]} gives" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} give"


def _name(found: Index, id: NodeId, source: NodeId) -> str:
    if source != INPUT:
        return title(found.nodes[source])
    graph = found.graph_of(id)
    return "the data" if graph is None or found.parents[graph] is None else "what enters the graph"


def sentences(where: str, name: str, what: str, got: str, needs: str, givers: str) -> str:
    """The fault in one or two sentences: where and what, then what came from whom and what is needed."""
    first = f"{where}: {what}."
    if not got:
        return f"{first} {name} needs {needs}." if needs else first
    came = f"{givers[0].upper()}{givers[1:]} {got}"
    return f"{first} {came}; {name} needs {needs}." if needs else f"{first} {came}."


def no_criterion() -> Fault:
    what = "there is no criterion"
    text = "There is no criterion. Drag one (MSECriterion, say) onto the canvas."
    return Fault(OUTPUT, "Criterion", what, needs="a criterion", text=text)


def not_wired(found: Index, id: NodeId, port: int | None) -> Fault:
    """A module in use whose input, or one of whose inputs, has no wire."""
    name = title(found.nodes[id])
    return _no_wire(found, id, name if port is None else f"input {port + 1} of {name}")


def no_output(found: Index, id: NodeId, port: int | None) -> Fault:
    """A graph in use whose output, or one entry of it, has no wire."""
    entry = "" if port is None else f"entry {port + 1} of "
    return _no_wire(found, id, f"{entry}the output of {title(found.nodes[id])}")


def _no_wire(found: Index, id: NodeId, which: str) -> Fault:
    what, where = f"nothing is wired to {which}", path(found, id)
    around, _, _ = where.rpartition(" › ")
    text = f"{around}: {what}." if around else f"N{what[1:]}."
    return Fault(id, where, what, needs="a wire from a module or from the data", text=text)
