"""A recorded batch is the very batch that training does, and leaves the run where it stood."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.document import edits, examples
from app.document.model import INPUT, OUTPUT, Checkpoint, Document
from app.training.run import Run
from app.training.trace import trace
from app.training.wave import norm, on_wire, wave
from nncore import Tanh

DATA = Path(__file__).resolve().parents[2] / "data"


def dropped() -> Document:
    """With draws in forward, running means, a table for each entry, and batches in random order."""
    doc = edits.set_training(examples.classifier(), optimiser="adam", batch_size=30)
    first = doc.root.children[0].id
    wire = next(w for w in doc.root.wires if w.source == first)
    doc = edits.disconnect(doc, 0, [wire])
    doc, norms = edits.add(doc, "BatchNormalization", {"nOutput": 16})
    doc, drop = edits.add(doc, "Dropout")
    for source, target in ((first, norms), (norms, drop), (drop, wire.target)):
        doc = edits.connect(doc, 0, source, target)
    return doc


def each_entry() -> Document:
    """MapTable clones its module for each entry of a table, also while that is listened to."""
    doc = edits.set_data(Document(), examples.classifier().data)
    doc, twice = edits.add(doc, "ConcatTable")
    doc, _ = edits.add(doc, "Tanh", parent=twice)
    doc, _ = edits.add(doc, "Identity", parent=twice)
    doc, mapped = edits.add(doc, "MapTable")
    doc, _ = edits.add(doc, "Linear", {"inputSize": 2, "outputSize": 2}, parent=mapped)
    doc, added = edits.add(doc, "CAddTable")
    doc, last = edits.add(doc, "LogSoftMax")
    doc, _ = edits.add(doc, "ClassNLLCriterion")
    for source, target in ((INPUT, twice), (twice, mapped), (mapped, added), (added, last), (last, OUTPUT)):
        doc = edits.connect(doc, 0, source, target)
    return doc


def second_order() -> Document:
    return edits.set_training(examples.tutorial(), optimiser="lbfgs")


MODELS = [
    examples.tutorial,
    examples.backward_pass,
    examples.sparse_dense,
    examples.classifier,
    dropped,
    each_entry,
    second_order,
]


def same(one: Checkpoint, two: Checkpoint) -> bool:
    """To the last bit: parameters, optimiser, generator, losses."""
    arrays = [
        np.array_equal(a, b)
        for node in one.weights
        for a, b in zip(one.weights[node], two.weights[node], strict=True)
    ]
    states = all(np.array_equal(one.optimiser[name], two.optimiser[name]) for name in one.optimiser)
    draws = all(np.array_equal(one.random[name], two.random[name]) for name in one.random)
    counts = (one.step, one.position, one.partial, one.losses) == (
        two.step,
        two.position,
        two.partial,
        two.losses,
    )
    return all(arrays) and states and draws and counts


@pytest.mark.parametrize("make", MODELS)
def test_it_is_what_training_does_and_changes_nothing(make: Callable[[], Document]) -> None:
    watched, alone = Run(make()), Run(make())
    for _ in range(4):
        before = watched.checkpoint()
        found = trace(watched)
        assert same(before, watched.checkpoint())
        watched.step()
        alone.step()
        assert found.after is not None
        assert same(found.after, alone.checkpoint())
        assert same(watched.checkpoint(), alone.checkpoint())


@pytest.mark.parametrize("make", MODELS)
def test_nothing_of_it_stays_in_the_modules(make: Callable[[], Document]) -> None:
    run = Run(make())
    modules = run.network.module.listModules()
    before = [set(vars(module)) for module in modules]
    trace(run)
    now = [set(vars(module)) for module in modules]
    methods = {"updateOutput", "updateGradInput", "accGradParameters", "backward", "forward"}
    assert not any(methods & names for names in now)
    assert not any(methods & names for names in before)


def test_the_calls_come_in_the_order_of_section_2e() -> None:
    document = examples.backward_pass()
    names = {node.id: node.module for node in document.root.walk()} | {document.criterion.id: "Criterion"}
    names[0] = "model"
    calls = [(event.act, f"{names[event.node]}.{event.method}") for event in trace(Run(document)).events]
    assert calls == [
        ("enter", "model.updateOutput"),
        ("enter", "Sequential.updateOutput"),
        ("call", "CMul.updateOutput"),
        ("call", "Sum.updateOutput"),
        ("leave", "Sequential.updateOutput"),
        ("leave", "model.updateOutput"),
        ("call", "Criterion.forward"),
        ("call", "Criterion.backward"),
        ("enter", "model.backward"),
        ("enter", "Sequential.backward"),
        ("call", "Sum.updateGradInput"),
        ("call", "CMul.updateGradInput"),
        ("call", "CMul.accGradParameters"),
        ("leave", "Sequential.backward"),
        ("leave", "model.backward"),
        ("call", "CMul.update"),
    ]


def test_the_numbers_are_the_notebooks() -> None:
    """Section 2d, in full precision as Torch7 itself has them."""
    told = {
        entry["expression"]: entry["value"]["data"]
        for entry in json.loads((DATA / "backward_pass.json").read_text())
    }
    document = examples.backward_pass()
    h, f, g = [node.id for node in document.root.walk()][1:]
    known = trace(Run(document)).known(15)
    assert known[f]["weight"] == pytest.approx(told["f.weight"], rel=1e-14)
    assert known[f]["output"].ravel() == pytest.approx(told["f:forward(x)"], rel=1e-14)
    assert known[h]["output"] == pytest.approx(told["h:forward(x)"], rel=1e-14)
    assert known[h]["gradOutput"] == pytest.approx(told["gradOut"], rel=1e-14)
    assert known[h]["gradInput"].ravel() == pytest.approx(told["h.gradInput"], rel=1e-14)
    assert known[g]["gradInput"].ravel() == pytest.approx(told["g.gradInput"], rel=1e-14)
    assert known[f]["gradWeight"] == pytest.approx(told["f.gradWeight"], rel=1e-14)


def test_what_is_known_grows_with_the_place() -> None:
    document = examples.tutorial()
    found = trace(Run(document))
    first = document.root.children[0].id
    assert "output" not in found.known(1).get(first, {})
    assert "output" in found.known(2)[first]
    assert "gradInput" not in found.known(found.update - 4)[first]
    assert not found.known(2)[first]["gradWeight"].any()
    assert found.known(found.update)[first]["gradWeight"].any()
    before = found.known(found.update)[first]["weight"]
    after = found.known(len(found.events))[first]["weight"]
    assert after == pytest.approx(before - 0.01 * found.known(found.update)[first]["gradWeight"], rel=1e-12)


def test_wires_carry_what_goes_and_what_comes_back() -> None:
    document = examples.sparse_dense()
    shown = wave(found := trace(Run(document)), found.update)
    for wire in document.root.wires:
        value, gradient = on_wire(document, shown.known, 0, wire)
        assert np.shape(value) == np.shape(gradient)
        assert norm(value) > 0
    ends = {wire.target: on_wire(document, shown.known, 0, wire) for wire in document.root.wires}
    assert ends[OUTPUT][1] is shown.known[document.criterion.id]["gradInput"]
    first = next(w for w in document.root.wires if w.source == INPUT and w.strand == 1)
    assert on_wire(document, shown.known, 0, first)[0] is shown.known[INPUT]["output"][1]


def test_it_ends_where_something_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    document = examples.tutorial()
    run = Run(document)
    before = run.checkpoint()
    tanh = document.root.children[1].id
    with monkeypatch.context() as broken:
        broken.setattr(Tanh, "updateGradInput", failing)
        found = trace(run)
    assert found.after is None
    assert found.fault is not None
    assert found.fault.node == tanh
    last = found.events[-1]
    assert (last.act, last.node, last.phase) == ("fault", tanh, "backward")
    assert same(before, run.checkpoint())
    assert trace(run).fault is None


def failing(*_: object) -> None:
    raise ValueError("this module is broken")
