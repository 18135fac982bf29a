"""Short ways to build documents for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.document.edits import add, connect, wrap
from app.document.model import GRAPH, INPUT, OUTPUT, Data, Document, NodeId, Port
from nncore import catalog


def named(module: str, *values: Any) -> dict[str, Any]:
    """The arguments of a module by name, from their values in Torch's order."""
    return dict(zip((arg.name for arg in catalog.find(module).spec.args), values, strict=False))


def chain(*modules: tuple[Any, ...], inputs: int = 4, target: tuple[int, ...] = ()) -> Document:
    """Data of `inputs` columns, these modules wired one after another, and MSECriterion: nodes 1, 2, ..."""
    doc = Document(data=Data(inputs=(Port("X", (inputs,)),), target=Port("y", target)))
    last: NodeId = INPUT
    for number, (module, *values) in enumerate(modules):
        doc, node = add(doc, module, named(module, *values), at=(200.0 * number, 0.0))
        doc = connect(doc, 0, last, node)
        last = node
    doc, _ = add(doc, "MSECriterion", at=(200.0 * len(modules), 0.0))
    return connect(doc, 0, last, OUTPUT)


def free(*modules: tuple[Any, ...], data: Data | None = None) -> Document:
    """These modules on the canvas, not wired: nodes 1, 2, ..."""
    doc = Document(data=data or Data())
    for number, (module, *values) in enumerate(modules):
        doc, _ = add(doc, module, named(module, *values), at=(200.0 * number, 0.0))
    return doc


def same(one: Document, other: Document) -> bool:
    """Whether they are equal, but for the ids that are used up."""
    return replace(one, fresh=0) == replace(other, fresh=0)


def mixed() -> Document:
    """A graph with a graph in it, containers in containers, and branches that meet again."""
    doc = chain(("Linear", 3, 3), ("Tanh",), ("Linear", 3, 3), ("Sigmoid",), inputs=3, target=(3,))
    doc, inner = wrap(doc, [2, 3], GRAPH)
    doc, line = wrap(doc, [inner], "Sequential")
    doc, forks = add(doc, "ConcatTable", at=(400.0, 200.0))
    for _ in range(2):
        doc, branch = add(doc, "Sequential", parent=forks)
        doc, _ = add(doc, "Linear", named("Linear", 3, 3), parent=branch)
        doc, _ = add(doc, "Tanh", parent=branch)
    doc, total = add(doc, "CAddTable", at=(600.0, 200.0))
    doc = connect(connect(doc, 0, 1, forks), 0, line, total)
    for strand in range(2):
        doc = connect(doc, 0, forks, total, strand=strand)
    return connect(doc, 0, total, 4)
