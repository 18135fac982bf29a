"""What is written can be read, and says the same; what is written in Python computes the same."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import nncore as nn
from app.code.languages import LANGUAGES, PYTHON, READABLE
from app.code.merging import to_document
from app.code.reading import read
from app.code.writing import write
from app.document import edits, examples
from app.document.compile import compile_document
from app.document.index import index
from app.document.model import GRAPH, INPUT, OUTPUT, Data, Document, Node, Wire
from nncore import catalog
from nncore.spec import REQUIRED
from tests.app.code.plain import plain
from tests.app.document.builders import free, mixed
from tests.app.document.grown import batch, documents, rewrapped
from tests.app.document.wellformed import wellformed

EXAMPLES = [examples.tutorial, examples.sparse_dense, examples.classifier, mixed, Document]
some = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def read_back(doc: Document, language: str, is_checked: bool = True) -> Document:
    """What a document's text says, as a document of its own."""
    reading = read(write(doc, language).text, language)
    assert reading.fragment is not None, reading.underlines
    again, ids = to_document(reading.fragment, Document(data=doc.data))
    if is_checked:  # which takes long for long chains
        wellformed(again)
    assert set(ids.values()) <= set(index(again).nodes)
    return again


def run_python(doc: Document, generator: nn.Generator) -> dict[str, Any]:
    """The variables of the Python text, once it has run."""
    variables: dict[str, Any] = {}
    with nn.using(generator):
        exec(write(doc, PYTHON).text, variables)
    return variables


@pytest.mark.parametrize("make", EXAMPLES)
@pytest.mark.parametrize("language", READABLE)
def test_examples_say_the_same_and_nothing_changes(make: Any, language: str) -> None:
    doc = make()
    assert plain(read_back(doc, language)) == plain(doc)
    fragment = read(write(doc, language).text, language).fragment
    assert fragment is not None
    assert to_document(fragment, doc)[0] is doc


@some
@given(data=st.data())
def test_random_documents_say_the_same(data: st.DataObject) -> None:
    doc = data.draw(documents())
    doc, _ = rewrapped(data.draw, doc)
    for language in READABLE:
        assert plain(read_back(doc, language)) == plain(doc)
        fragment = read(write(doc, language).text, language).fragment
        assert fragment is not None
        same, _ = to_document(fragment, doc)
        assert plain(same) == plain(doc)
        assert {node.id for node in same.root.walk()} == {node.id for node in doc.root.walk()}


@some
@given(data=st.data())
def test_python_computes_what_the_document_does(data: st.DataObject) -> None:
    doc = data.draw(documents())
    doc, _ = rewrapped(data.draw, doc)
    graphs = [node for node in doc.root.walk() if node.module == GRAPH]
    assume(all(any(wire.target == OUTPUT for wire in graph.wires) for graph in graphs))  # else nothing
    made = compile_document(doc, nn.Generator(1)).module
    net = run_python(doc, nn.Generator(2))["net"]
    for ours, theirs in zip(net.parameters()[0], made.parameters()[0], strict=True):
        ours[...] = theirs
    x = batch(doc.data, 4)
    np.testing.assert_array_equal(net.forward(x), made.forward(x))


def test_the_tutorials_python_draws_the_same_first_weights() -> None:
    doc = examples.tutorial()
    made = compile_document(doc, nn.Generator(5))
    variables = run_python(doc, nn.Generator(5))
    x = batch(doc.data, 5)
    np.testing.assert_array_equal(variables["net"].forward(x), made.module.forward(x))
    assert isinstance(variables["criterion"], nn.MSECriterion)


@pytest.mark.parametrize("language", READABLE)
def test_what_is_not_complete_yet_is_written_and_read_too(language: str) -> None:
    doc = free(("Linear", 4), ("Tanh",), ("Linear",))
    doc = edits.connect(doc, 0, INPUT, 1)
    doc = edits.connect(doc, 0, 2, 3)
    doc, par = edits.add(doc, "ParallelTable")
    doc, _ = edits.add(doc, "MapTable", parent=par)
    doc, _ = edits.add(doc, "Bottle", {"nInputDim": 3}, parent=par)
    doc = edits.connect(doc, 0, 1, par, 1)
    assert plain(read_back(doc, language)) == plain(doc)


@pytest.mark.parametrize("language", READABLE)
def test_entries_of_tables_that_are_not_all_used(language: str) -> None:
    doc = Document(data=Data(inputs=tuple(examples.sparse_dense().data.inputs)))
    doc, one = edits.add(doc, "Tanh")
    doc, two = edits.add(doc, "SelectTable", {"index": 2})
    doc, total = edits.add(doc, "CAddTable")
    doc = edits.connect(doc, 0, INPUT, one, strand=1)
    doc = edits.connect(doc, 0, INPUT, two)
    doc = edits.connect(doc, 0, one, total)
    doc = edits.connect(doc, 0, two, total)
    doc = edits.connect(doc, 0, total, OUTPUT)
    assert "nn.SelectTable(2)(input))" in write(doc, language).text
    assert plain(read_back(doc, language)) == plain(doc)


LEAVES = [name for name in catalog.files() if catalog.find(name).spec.children is None]


VALUES: dict[str, Any] = {
    "Int": 2,
    "Number": 1.5,
    "Flag": True,
    "Sizes": (2, 3),
    "Size": (2, 3),
    "Values": (0.5, 2.0),
    "Pairs": ((1, 2), (2, 3)),
    "Text": 'a "b"\n\\c',
    "Names": ("weight", "bias"),
    "Order": float("inf"),
}


def example_arguments(name: str) -> dict[str, Any]:
    """A value that fits for every argument and setting of a class."""
    given = {}
    for arg in catalog.find(name).spec.everything():
        kind = type(arg).__name__
        if kind == "Array":
            value: Any = 0.5
            for rank in range(max(arg.ranks)):
                value = (value,) * (2 if rank else 3)
        elif kind == "Choice":
            value = arg.options[-1]
        elif kind == "Number" and arg.high is not None:
            value = arg.high / 4
        else:
            value = VALUES[kind]
        given[arg.name] = arg.check(value)
    return given


@pytest.mark.parametrize("language", READABLE)
def test_every_argument_and_setting_of_every_class(language: str) -> None:
    for name in LEAVES:
        args = tuple(example_arguments(name).items())
        if issubclass(catalog.find(name), nn.Criterion):
            doc = Document(criterion=Node(1, name, args), fresh=2)
        else:
            wires = (Wire(1, OUTPUT), Wire(INPUT, 1))
            doc = Document(root=Node(0, GRAPH, (), (Node(1, name, args),), wires), fresh=2)
        assert plain(read_back(doc, language)) == plain(doc), name


def test_python_of_every_class_builds_what_the_catalogue_builds() -> None:
    """With the arguments that the class itself names as an example, or those that need be given."""
    tried = 0
    for name in LEAVES:
        cls = catalog.find(name)
        draw = np.random.default_rng(0)
        drawn = cls.example.arguments(draw) if cls.example.arguments else {}
        args = {arg.name: arg.check(drawn[arg.name]) for arg in cls.spec.everything() if drawn.get(arg.name)}
        lacking = [arg for arg in cls.spec.args if arg.default is REQUIRED and arg.name not in args]
        if lacking or cls.example.unreachable:
            continue
        node = Node(1, name, tuple(args.items()))
        is_criterion = issubclass(cls, nn.Criterion)
        wires = (Wire(1, OUTPUT), Wire(INPUT, 1))
        root = Node(0, GRAPH) if is_criterion else Node(0, GRAPH, (), (node,), wires)
        doc = Document(root=root, criterion=node if is_criterion else None, fresh=2)
        variables = run_python(doc, nn.Generator(1))
        made = variables["criterion"] if is_criterion else variables["net"].get(1)
        with nn.using(nn.Generator(1)):
            assert vars(made.args) == vars(catalog.build(name, args).args), name
        tried += 1
    assert tried > 60


@pytest.mark.parametrize("language", READABLE)
def test_very_long_and_very_deep_models(language: str) -> None:
    ids = [INPUT, *range(1, 1501), OUTPUT]
    wires = sorted((Wire(a, b) for a, b in pairwise(ids)), key=lambda wire: wire.target)
    children = tuple(Node(id, "Tanh") for id in range(1, 1501))
    long = Document(root=Node(0, GRAPH, (), children, tuple(wires)), fresh=1501)
    assert plain(read_back(long, language, is_checked=False)) == plain(long)
    node = Node(1, "Tanh")
    for id in range(2, 63):
        node = Node(id, "Sequential", (), (node,))
    ends = (Wire(62, OUTPUT), Wire(INPUT, 62))
    deep = Document(root=Node(0, GRAPH, (), (node,), ends), fresh=63)
    assert plain(read_back(deep, language)) == plain(deep)


def test_every_module_has_its_place_in_every_language() -> None:
    for make in EXAMPLES:
        doc = make()
        for language in LANGUAGES:
            written = write(doc, language)
            for id, node in index(doc).nodes.items():
                if id != doc.root.id:
                    first, last = written.spans[id][0]
                    name = "Sequential" if node.module == GRAPH else node.module  # there is one, a chain
                    assert written.text[first:last].lstrip("(").startswith(f"nn.{name}")
