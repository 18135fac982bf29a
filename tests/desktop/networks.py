"""The four networks that are built by hand, and what is the same in two files however they were built."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.document import edits
from app.document.flow import flow
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, NodeId, Wire
from app.files.model_file import load
from app.training.sources import everything

Args = dict[str, int | str]


@dataclass(frozen=True)
class Part:
    """A module with its arguments, and what is in it."""

    module: str
    args: Args = field(default_factory=dict)
    inside: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Network:
    """Modules wired one after another between the data and the criterion.

    With `by_entry` each entry of the data's table is wired to a port of its own.
    """

    data: str
    parts: tuple[Part, ...]
    criterion: str
    by_entry: bool = False


def linear(rows: int, columns: int) -> Part:
    return Part("Linear", {"inputSize": rows, "outputSize": columns})


def convolution(planes: int, features: int) -> Part:
    return Part("SpatialConvolution", {"nInputPlane": planes, "nOutputPlane": features, "kW": 5, "kH": 5})


TANH, POOL = Part("Tanh"), Part("SpatialMaxPooling", {"kW": 2, "kH": 2})

BRANCH = Part("Sequential", {}, (linear(6, 6), TANH, linear(6, 6)))

NETWORKS = {
    "residual": Network(
        "Tutorial",
        (
            linear(4, 6),
            Part("ConcatTable", {}, (BRANCH, Part("Identity"))),
            Part("CAddTable"),
            linear(6, 1),
        ),
        "MSECriterion",
    ),
    "sparse and dense": Network(
        "Sparse",
        (
            Part("ParallelTable", {}, (Part("LookupTable", {"nIndex": 5, "nOutput": 2}), linear(3, 2))),
            Part("CAddTable"),
        ),
        "MSECriterion",
        by_entry=True,
    ),
    "LeNet": Network(
        "Bars",
        (
            Part(
                "Sequential",
                {},
                (convolution(1, 6), TANH, POOL, convolution(6, 16), TANH, POOL, Part("View", {"sizes": 16}),
                 linear(16, 10), TANH, linear(10, 2), Part("LogSoftMax")),
            ),
        ),
        "ClassNLLCriterion",
    ),
    "two branches": Network(
        "Circles",
        (
            Part("Concat", {"dimension": 2}, (Part("Sequential", {}, (linear(2, 4), TANH)), linear(2, 3))),
            linear(7, 2),
            Part("LogSoftMax"),
        ),
        "ClassNLLCriterion",
    ),
}  # fmt: skip


def essence(file: Path) -> Document:
    """A saved document without what differs between two hands: the places, and the numbers of the nodes.

    Nodes are numbered along the flow.
    """
    return essence_of(load(file)[0])


def essence_of(document: Document) -> Document:
    """The same of a document."""
    ids: dict[NodeId, NodeId] = {INPUT: INPUT, OUTPUT: OUTPUT}
    _number(document.root, ids)
    root = _renumbered(document.root, ids)
    criterion = document.criterion and replace(document.criterion, id=len(ids), at=(0.0, 0.0))
    return replace(document, root=root, criterion=criterion, fresh=0)


def _ordered(node: Node) -> list[Node]:
    if node.module != GRAPH:
        return list(node.children)
    inner, found = {child.id: child for child in node.children}, flow(node)
    return [inner[id] for id in (*found.used, *found.idle)]


def _number(node: Node, ids: dict[NodeId, NodeId]) -> None:
    ids[node.id] = len(ids)
    for child in _ordered(node):
        _number(child, ids)


def _renumbered(node: Node, ids: dict[NodeId, NodeId]) -> Node:
    children = tuple(_renumbered(child, ids) for child in _ordered(node))
    wires = [Wire(ids[w.source], ids[w.target], w.port, w.strand) for w in node.wires]
    plain: dict[str, Any] = {"at": (0.0, 0.0), "ends": ((0.0, 0.0), (0.0, 0.0))}
    wires.sort(key=lambda wire: (wire.target, wire.port))
    return replace(node, id=ids[node.id], children=children, wires=tuple(wires), **plain)


def built(network: Network) -> Document:
    """What a file of the network must hold, made with edits."""
    source = next(kind for kind in everything() if kind.title.startswith(network.data))
    document = edits.set_data(Document(), source.describe())
    last: NodeId = INPUT
    for part in network.parts:
        document, new = _added(document, part, None)
        if last == INPUT and network.by_entry:
            for entry in range(len(document.data.inputs)):
                document = edits.connect(document, 0, INPUT, new, entry, entry)
        else:
            document = edits.connect(document, 0, last, new)
        last = new
    document, _ = edits.add(document, network.criterion)
    return edits.connect(document, 0, last, OUTPUT)


def _added(document: Document, part: Part, parent: NodeId | None) -> tuple[Document, NodeId]:
    document, new = edits.add(document, part.module, part.args, parent=parent)
    for inner in part.inside:
        document, _ = _added(document, inner, new)
    return document, new
