"""Random documents that run: each module is kept only where what comes to it fits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from app.document import edits
from app.document.check import check
from app.document.index import index
from app.document.model import GRAPH, INPUT, OUTPUT, Data, Document, NodeId, Port
from app.document.ports import out_strands
from app.document.refused import Refused
from nncore.dims import Dim
from nncore.shapes import Shape, Tensor
from tests.app.document.builders import named

INPUTS = [
    (Port("X", (3,)),),
    (Port("X", (3,)), Port("Z", (3,))),
    (Port("i", (), "index", 5), Port("X", (3,)), Port("I", (2,), "index", 5)),
]
PLAIN: list[tuple[Any, ...]] = [
    ("Linear", 3, 3),
    ("Linear", 6, 3),
    ("Tanh",),
    ("Identity",),
    ("LookupTable", 5, 3),
    ("CAddTable",),
    ("CMulTable",),
    ("JoinTable", 2),
    ("SelectTable", 1),
    ("SelectTable", -1),
    ("NarrowTable", 1, 2),
    ("Sum", 2),
    ("View", (3, 1)),
    ("Mean", 1),
]
HOLDING: list[tuple[Any, ...]] = [
    ("Sequential",),
    ("ConcatTable",),
    ("Concat", 2),
    ("ParallelTable",),
    ("MapTable",),
]


@st.composite
def documents(draw: Any) -> Document:
    """A document that runs, with every kind of wire and container."""
    doc = Document(data=Data(inputs=draw(st.sampled_from(INPUTS)), rows=4))
    for _ in range(draw(st.integers(2, 10))):
        doc = _grow(draw, doc)
    known = check(doc)
    ends = [(node.id, known.outputs[node.id]) for node in doc.root.children]
    ends = [(id, shape) for id, shape in ends if isinstance(shape, Tensor) and shape.kind == "real"]
    ends = [(id, shape) for id, shape in ends if shape.dims[0] == _batch()]  # type: ignore[union-attr]
    assume(ends)
    last, shape = ends[-1]
    doc, _ = edits.add(doc, "MSECriterion", at=(800.0, 0.0))
    assert isinstance(shape, Tensor)
    doc = replace(doc, data=replace(doc.data, target=Port("y", shape.dims[1:])))  # type: ignore[arg-type]
    return edits.connect(doc, doc.root.id, last, OUTPUT)


def _batch() -> Dim:
    return Port("x").shape.dims[0]


def _grow(draw: Any, doc: Document) -> Document:
    """With one more module on the canvas, one of those that fit some of what is there."""
    sources: list[NodeId] = [INPUT, *(child.id for child in doc.root.children)]
    taps = []
    for _ in range(draw(st.integers(1, 3))):
        source = draw(st.sampled_from(sources[-4:]))
        taps.append((source, draw(st.sampled_from(strands_of(doc, source)))))
    at = (8.0 * draw(st.integers(0, 60)), 8.0 * draw(st.integers(0, 60)))
    fitting = [grown for entry in PLAIN + HOLDING if (grown := _with(doc, entry, taps, at)) is not None]
    if not fitting:
        return doc
    return draw(st.sampled_from(fitting))


def _with(doc: Document, entry: tuple[Any, ...], taps: list[Any], at: Any) -> Document | None:
    """With this module, fed by these taps; None where they do not fit."""
    module, *values = entry
    grown, new = edits.add(doc, module, named(module, *values), at=at)
    if entry in HOLDING:
        grown = _fill(grown, new, taps)
    for source, strand in taps:
        try:
            grown = edits.connect(grown, 0, source, new, strand=strand)
        except Refused:
            return None
    wires = [wire for wire in grown.root.wires if wire.target == new]
    return grown if check(grown).outputs[new] is not None and len(wires) == len(taps) else None


def _fill(doc: Document, container: NodeId, taps: list[Any]) -> Document:
    """With modules in a new container, some in containers of their own."""
    kind = index(doc).nodes[container].module
    doc, _ = edits.add(doc, "Tanh", parent=container)
    if kind == "MapTable":
        return doc
    doc, line = edits.add(doc, "Sequential", parent=container)
    if kind == "ParallelTable" and len(taps) == 3:
        doc, _ = edits.add(doc, "Identity", parent=container)
    doc, _ = edits.add(doc, "Linear", named("Linear", 3, 3), parent=line)
    doc, _ = edits.add(doc, "Tanh", parent=line)
    return doc


def strands_of(doc: Document, source: NodeId) -> tuple[int | None, ...]:
    return out_strands(check(doc), doc, source)


def batch(data: Data, count: int, seed: int = 0) -> Any:
    """`count` random examples, as the network takes them."""
    random = np.random.default_rng(seed)

    def column(port: Port) -> np.ndarray:
        if port.kind == "index":
            return random.integers(1, port.high + 1, (count, *port.dims))
        return random.normal(size=(count, *port.dims))

    columns = [column(port) for port in data.inputs]
    return columns[0] if len(columns) == 1 else columns


def at(shape: Shape, count: int) -> Any:
    """A shape with `count` for the batch: sizes as a tuple, a table as a list of them."""
    if isinstance(shape, tuple):
        return [at(entry, count) for entry in shape]
    return tuple(_size(dim, count) for dim in shape.dims)


def shapes(value: Any) -> Any:
    """The same of what was computed."""
    return value.shape if isinstance(value, np.ndarray) else [shapes(entry) for entry in value]


def _size(dim: Dim, count: int) -> int:
    if isinstance(dim, int):
        return dim
    return sum(factor * count ** len(names) for names, factor in dim.terms)


def rewrapped(draw: Any, doc: Document) -> tuple[Document, bool]:
    """After some wraps and unwraps, and whether all of them were of chains."""
    chains = True
    for _ in range(draw(st.integers(1, 6))):
        wrapping = draw(st.booleans())
        try:
            doc, kind = _wrapped(draw, doc) if wrapping else _unwrapped(draw, doc)
        except Refused:
            continue
        chains = chains and kind == "Sequential"
    return doc, chains


def _wrapped(draw: Any, doc: Document) -> tuple[Document, str]:
    holders = [node for node in index(doc).nodes.values() if node.children]
    holder = draw(st.sampled_from(holders))
    ids = [child.id for child in holder.children]
    kinds = ["Sequential", GRAPH, *(["ConcatTable", "ParallelTable"] if holder.module == GRAPH else [])]
    kind = draw(st.sampled_from(kinds))
    if holder.module in (GRAPH, "Sequential"):
        start = draw(st.integers(0, len(ids) - 1))
        chosen = ids[start : start + draw(st.integers(1, 3))]
    else:
        chosen = [draw(st.sampled_from(ids))]
    if len(chosen) == 1 and kind == "ParallelTable":
        raise Refused("around one module this is no change of the picture only")
    return edits.wrap(doc, chosen, kind)[0], kind


def _unwrapped(draw: Any, doc: Document) -> tuple[Document, str]:
    """After the unwrap of a container whose function wires can have."""
    found = index(doc)
    fitting = []
    for node in found.nodes.values():
        parent = found.parents[node.id]
        around = "" if parent is None else found.nodes[parent].module
        alike = around == GRAPH or (around == "Sequential" and node.module in ("Sequential", GRAPH))
        if alike and (node.module in ("Sequential", GRAPH) or len(node.children) > 1):
            fitting.append(node)
    if not fitting:
        raise Refused("there is nothing to unwrap")
    node = draw(st.sampled_from(fitting))
    return edits.unwrap(doc, node.id), node.module
