"""Every module and criterion there is can be put into a document, checked, compiled, copied and saved."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from app.document import edits
from app.document.check import check
from app.document.compile import compile_document
from app.document.described import find, is_criterion, title
from app.document.model import GRAPH, INPUT, OUTPUT, Checkpoint, Data, Document, NodeId, Port
from app.document.refused import Refused
from app.files.model_file import read, written
from nncore import Generator, catalog
from nncore.errors import NNError
from nncore.spec import REQUIRED
from tests.app.document.builders import named

NAMES = sorted(catalog.files())
MODULES = [name for name in NAMES if not is_criterion(name)]
CRITERIONS = [name for name in NAMES if is_criterion(name)]
INPUTS = [
    (Port("x", (3,)),),
    (Port("x"),),
    (Port("x", (), "index", 3),),
    (Port("x", (2,), "index", 3),),
    (Port("x", (4, 3)),),
    (Port("x", (2, 4, 4)),),
    (Port("x", (2, 4, 4, 4)),),
    (Port("x", (3,)), Port("z", (3,))),
    (Port("x", (3,)), Port("z", (), "index", 3)),
    (Port("x", (3,)), Port("z", (3,)), Port("u", (3,))),
]
TARGETS = [Port("y"), Port("y", (3,)), Port("y", (), "index", 3)]


def with_module(name: str, holds: NodeId | None = None) -> tuple[Document, NodeId]:
    """A document with this module, its required arguments small, and the children it needs."""
    given = {arg.name: value for arg in find(name).spec.args if (value := _some(arg)) is not None}
    doc, node = edits.add(Document(), name, given, parent=holds)
    children = find(name).spec.children
    for _ in range(children.least if children else 0):
        child = "MSECriterion" if children.criterions else "Linear"
        doc, _ = edits.add(doc, child, {} if children.criterions else named("Linear", 3, 3), parent=node)
    return doc, node


def _some(arg: Any) -> Any:
    """A small value that a required argument takes."""
    if arg.default is not REQUIRED:
        return None
    for value in (3, 1, 2, (3,), ((1, 2),), (1.0, 2.0), "x", 0.5, True, ((1, 1),), ((1.0, 2.0), (1.0, 2.0))):
        with contextlib.suppress(NNError):
            return arg.check(value)
    return None


@pytest.mark.parametrize("name", MODULES)
def test_the_check_answers_for_any_input(name: str) -> None:
    """Never with an exception; and where it sees no fault, what is computed has the shape it says."""
    if name == GRAPH:
        pytest.skip("tested on its own")
    doc, node = with_module(name)
    doc = edits.connect(edits.connect(doc, 0, INPUT, node), 0, node, OUTPUT)
    for inputs in INPUTS:
        other = edits.set_data(doc, Data(inputs=inputs))
        known = check(other)
        fault = known.faults.get(node)
        inner = [known.faults.get(child.id) for child in doc.root.children[0].children]
        assert (known.outputs[node] is None) == bool(fault or any(inner))
        if fault:
            assert fault.text.startswith((title(doc.node(node)), fault.what)), fault.text


DRAWS: list[Callable[[Random], Any]] = [
    lambda random: random.randint(-4, 6),
    lambda random: random.uniform(-2, 3),
    lambda random: (random.randint(-2, 4), random.randint(-2, 4)),
    lambda random: ((random.randint(1, 3), random.randint(1, 3)),),
    lambda random: (1.0, 2.0, 0.5),
    lambda random: random.random() < 0.5,
]


def drawn(arg: Any, random: Random) -> Any:
    """Any value at all that an argument's description allows; None where none is found."""
    for _ in range(8):
        with contextlib.suppress(NNError):
            return arg.check(random.choice(DRAWS)(random))
    return None


@pytest.mark.parametrize("name", sorted(set(MODULES) - {GRAPH, "WeightNorm"}))
def test_whatever_the_arguments_are_the_check_answers_and_what_it_lets_through_is_built(name: str) -> None:
    random = Random(name)
    for _ in range(6):
        doc, node = with_module(name)
        given = {
            arg.name: drawn(arg, random) for arg in find(name).spec.everything() if random.random() < 0.8
        }
        doc = edits.set_arguments(doc, node, given)
        doc = edits.connect(edits.connect(doc, 0, INPUT, node), 0, node, OUTPUT)
        doc, _ = edits.add(doc, "AbsCriterion")
        for inputs in INPUTS:
            other = edits.set_data(doc, Data(inputs=inputs, target=Port("y", (3,))))
            if check(other).blocker is None:
                compile_document(other, Generator(1))


@pytest.mark.parametrize("name", CRITERIONS)
def test_the_check_answers_for_any_criterion(name: str) -> None:
    doc, criterion = with_module(name)
    doc = edits.connect(doc, 0, INPUT, OUTPUT)
    for inputs in INPUTS:
        for target in TARGETS:
            known = check(edits.set_data(doc, Data(inputs=inputs, target=target)))
            assert known.blocker is None or known.blocker.node in {criterion, *known.faults}


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_copied_and_saved(name: str) -> None:
    doc, node = with_module(name)
    assert read(written(doc, Checkpoint()))[0] == doc
    if not is_criterion(name):
        pasted, (new,) = edits.paste(doc, edits.copy(doc, [node]))
        assert replace(pasted.node(new), id=0, at=(0.0, 0.0), children=()) == replace(
            doc.node(node), id=0, children=()
        )


@pytest.mark.parametrize("name", MODULES)
def test_what_the_check_lets_through_runs(name: str) -> None:
    doc, node = with_module(name)
    doc = edits.connect(edits.connect(doc, 0, INPUT, node), 0, node, OUTPUT)
    doc, _ = edits.add(doc, "AbsCriterion")
    for inputs in INPUTS:
        other = edits.set_data(doc, Data(inputs=inputs, target=Port("y", (3,))))
        if check(other).blocker is not None:
            with pytest.raises(Refused):
                compile_document(other, Generator(1))
            continue
        model = compile_document(other, Generator(1))
        x = np.random.default_rng(0).uniform(0.1, 1, (4, *inputs[0].dims))
        if len(inputs) == 1 and inputs[0].kind == "real":
            output = model.module.forward(x)
            assert model.criterion.forward(output, np.ones(output.shape)) is not None
