"""All wires into containers and back: the function stays, and one takes the other back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from app.document import edits
from app.document.check import check
from app.document.compile import compile_document
from app.document.edits import fold, unfold
from app.document.examples import sparse_dense, tutorial
from app.document.model import INPUT, OUTPUT, Document, NodeId
from app.document.refused import Refused
from nncore import Generator
from tests.app.document.builders import free, mixed, named, same
from tests.app.document.grown import batch, documents
from tests.app.document.wellformed import wellformed

some = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def outputs(doc: Document, weights: dict[NodeId, Any]) -> Any:
    """What the model gives for some examples, with each module's weights by node."""
    made = compile_document(doc, Generator(1))
    for id, module in made.nodes.items():
        if not module.children():
            for array, value in zip(module.parameters()[0], weights.get(id, ()), strict=False):
                array[...] = value
    return made.module.evaluate().forward(batch(doc.data, 4))


def weights_of(doc: Document) -> dict[NodeId, Any]:
    nodes = compile_document(doc, Generator(7)).nodes
    return {id: [a.copy() for a in m.parameters()[0]] for id, m in nodes.items() if not m.children()}


def same_function(one: Document, other: Document) -> bool:
    weights = weights_of(one)
    return np.array_equal(outputs(one, weights), outputs(other, weights))


def attempt(edit: Any, doc: Document) -> Document:
    try:
        return edit(doc)
    except Refused:
        return doc


@some
@given(doc=documents())
def test_the_function_stays_as_it_is(doc: Document) -> None:
    for edited in (attempt(fold, doc), attempt(unfold, doc), attempt(fold, attempt(unfold, doc))):
        wellformed(edited)
        assert check(edited).blocker is None
        assert same_function(doc, edited)


@some
@given(doc=documents())
def test_one_takes_the_other_back(doc: Document) -> None:
    flat = attempt(unfold, doc)
    assert same(attempt(unfold, attempt(fold, flat)), flat)


def shape(node: Any) -> Any:
    return node.module, [shape(child) for child in node.children]


def test_a_chain_becomes_one_sequential() -> None:
    doc = fold(tutorial())
    assert shape(doc.root) == ("gModule", [("Sequential", [("Linear", []), ("Tanh", []), ("Linear", [])])])
    assert same(unfold(doc), tutorial())
    with pytest.raises(Refused, match="No wires"):
        fold(doc)


def forked() -> Document:
    """One in front, two branches with two modules each, added, one behind; the second branch stands above."""
    doc = free(("Linear", 4, 3), ("Linear", 3, 3), ("Tanh",), ("Linear", 3, 3), ("CAddTable",), ("Tanh",))
    doc = edits.move(doc, {2: (200.0, 200.0), 3: (400.0, 200.0), 4: (200.0, 0.0)})
    for source, target in ((INPUT, 1), (1, 2), (2, 3), (1, 4), (3, 5), (4, 5), (5, 6), (6, OUTPUT)):
        doc = edits.connect(doc, 0, source, target)
    doc = edits.add(doc, "MSECriterion")[0]
    return edits.set_data(doc, replace(doc.data, target=replace(doc.data.target, dims=(3,))))


def test_branches_that_meet_again_become_a_concat_table_in_the_order_of_their_ports() -> None:
    doc = fold(forked())
    inner = [("Sequential", [("Linear", []), ("Tanh", [])]), ("Linear", [])]
    line = [("Linear", []), ("ConcatTable", inner), ("CAddTable", []), ("Tanh", [])]
    assert shape(doc.root) == ("gModule", [("Sequential", line)])
    assert same_function(forked(), doc) and same(unfold(doc), forked())


def test_branches_that_take_a_table_apart_become_a_parallel_table() -> None:
    flat = unfold(sparse_dense())
    assert [child.module for child in flat.root.children] == ["LookupTable", "Linear", "CAddTable"]
    inner = ("ParallelTable", [("LookupTable", []), ("Linear", [])])
    assert shape(fold(flat).root) == ("gModule", [("Sequential", [inner, ("CAddTable", [])])])
    assert same_function(sparse_dense(), fold(flat))


def test_what_wires_cannot_do_keeps_its_container() -> None:
    doc = edits.add(Document(), "Concat", named("Concat", 2))[0]
    doc = edits.add(doc, "Tanh", parent=1)[0]
    with pytest.raises(Refused, match="No container"):
        unfold(doc)
    assert {child.module for child in unfold(mixed()).root.children} == {
        "Linear",
        "Tanh",
        "Sigmoid",
        "CAddTable",
    }
