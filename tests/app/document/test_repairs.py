"""Every repair that a fault offers makes that fault go, over random documents that are wrong in many ways."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.document import edits
from app.document.check import Fault, check
from app.document.model import GRAPH, INPUT, OUTPUT, Data, Document, Port
from app.document.refused import Refused
from tests.app.document.builders import named

SIZE = st.integers(1, 6)
PORTS = [
    Port("X", (4,)),
    Port("X", (3, 5)),
    Port("X", (2, 8, 8)),
    Port("X", (1, 6, 6, 6)),
    Port("i", (), "index", 7),
    Port("i", (3,), "index", 7),
]
TARGETS = [Port("y", (3,)), Port("y"), Port("c", (), "index", 4)]


def module(name: str, *values: Any) -> Any:
    return st.tuples(st.just(name), *(v if isinstance(v, st.SearchStrategy) else st.just(v) for v in values))


MODULES = st.one_of(
    module("Linear", SIZE, SIZE),
    module("LookupTable", SIZE, SIZE),
    module("Add", SIZE),
    module("CMul", SIZE),
    module("View", SIZE),
    module("PReLU", SIZE),
    module("BatchNormalization", SIZE),
    module("SpatialBatchNormalization", SIZE),
    module("SpatialConvolution", SIZE, SIZE, SIZE, SIZE),
    module("SpatialMaxPooling", SIZE, SIZE),
    module("SpatialFullConvolution", SIZE, SIZE, SIZE, SIZE),
    module("TemporalConvolution", SIZE, SIZE, SIZE),
    module("TemporalMaxPooling", SIZE),
    module("VolumetricConvolution", SIZE, SIZE, SIZE, SIZE, SIZE),
    module("Bilinear", SIZE, SIZE, SIZE),
    *(module(name) for name in ("Tanh", "Identity", "CAddTable", "CMulTable", "LogSoftMax", "DotProduct")),
    module("JoinTable", st.integers(1, 3)),
    module("SelectTable", st.integers(1, 3)),
    module("Sum", st.integers(1, 3)),
)
CRITERIONS = [
    "MSECriterion",
    "AbsCriterion",
    "SmoothL1Criterion",
    "BCECriterion",
    "ClassNLLCriterion",
    "CrossEntropyCriterion",
    "MultiMarginCriterion",
    "CosineEmbeddingCriterion",
]
CONTAINERS = [("Sequential",), ("Concat", 2), ("ConcatTable",), ("ParallelTable",), (GRAPH,)]


@st.composite
def documents(draw: Any) -> Document:
    """A line of modules on the canvas, some of them within containers, fed by data that may not fit."""
    inputs = draw(st.lists(st.sampled_from(PORTS), min_size=1, max_size=2))
    doc = Document(data=Data(inputs=tuple(inputs), target=draw(st.sampled_from(TARGETS))))
    last = INPUT
    for entries in draw(st.lists(st.lists(MODULES, min_size=1, max_size=3), min_size=1, max_size=4)):
        parent, box = None, None
        if len(entries) > 1 or draw(st.booleans()):
            name, *values = draw(st.sampled_from(CONTAINERS))
            doc, box = edits.add(doc, name, named(name, *values), at=(200.0 * doc.fresh, 0.0))
            parent = box
        for name, *values in entries:
            doc, id = edits.add(doc, name, named(name, *values), parent=parent, at=(200.0 * doc.fresh, 0.0))
            box = id if box is None else box
        doc, last = edits.connect(doc, 0, last, box), box
    doc, _ = edits.add(doc, draw(st.sampled_from(CRITERIONS)), at=(4000.0, 0.0))
    return edits.connect(doc, 0, last, OUTPUT)


def same(one: Fault, other: Fault | None) -> bool:
    return other is not None and (one.what, one.got, one.needs) == (other.what, other.got, other.needs)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_each_repair_makes_its_fault_go(doc: Document) -> None:
    for id, fault in check(doc).faults.items():
        for change in fault.repairs:
            try:
                after = edits.repair(doc, id, change)
            except Refused as refusal:
                raise AssertionError(f"{fault.text} {change.words}: {refusal}") from refusal
            left = check(after).faults.get(id)
            assert not same(fault, left), f"{fault.text} {change.words} leaves it"
