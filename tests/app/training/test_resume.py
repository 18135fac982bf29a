"""After an edit, what still fits is kept; what became of the rest is said."""

from __future__ import annotations

import numpy as np
import pytest

from app.document import edits, examples
from app.document.model import Document
from app.training.run import Run

FIRST, TANH, SECOND = 1, 2, 3


@pytest.fixture
def trained() -> Run:
    doc = edits.set_training(examples.tutorial(), optimiser="adam")
    run = Run(doc)
    run.advance(20, until_epoch=7)
    return run


def wider(doc: Document) -> Document:
    doc = edits.set_arguments(doc, FIRST, {"outputSize": 6})
    return edits.set_arguments(doc, SECOND, {"inputSize": 6})


def test_nothing_is_lost_where_nothing_changed(trained: Run) -> None:
    again = Run(trained.document, trained.checkpoint())
    assert (again.kept, again.new, again.gone) == ((FIRST, SECOND), (), ())
    assert (again.layout.parameters == trained.layout.parameters).all()
    assert again.resumed.is_whole


def test_a_parameter_keeps_its_values_where_its_shape_fits(trained: Run) -> None:
    run = Run(wider(trained.document), trained.checkpoint())
    assert (run.kept, run.new, run.gone) == ((), (FIRST, SECOND), ())
    old, new = trained.layout, run.layout
    assert (new.own(SECOND)[1] == old.own(SECOND)[1]).all()  # the last bias
    fresh = Run(wider(trained.document)).layout
    assert (new.own(FIRST)[0] == fresh.own(FIRST)[0]).all()
    assert (run.epoch, run.step_count) == (7, 7)
    assert list(run.losses) == list(trained.losses)


def test_an_inserted_module_is_new_and_a_removed_one_is_gone(trained: Run) -> None:
    graph = trained.document.root
    wire = next(wire for wire in graph.wires if wire.target == SECOND)
    doc, added = edits.insert_on_wire(trained.document, 0, wire, "Linear", {"inputSize": 3, "outputSize": 3})
    run = Run(doc, trained.checkpoint())
    assert (run.kept, run.new, run.gone) == ((FIRST, SECOND), (added,), ())
    run.step()
    without = edits.remove(doc, (added,))
    without = edits.connect(without, 0, TANH, SECOND)
    back = Run(without, run.checkpoint())
    assert (back.kept, back.new, back.gone) == ((FIRST, SECOND), (), (added,))


def test_the_optimisers_memory_moves_with_the_parameters(trained: Run) -> None:
    wire = next(wire for wire in trained.document.root.wires if wire.target == SECOND)
    doc, added = edits.insert_on_wire(trained.document, 0, wire, "Linear", {"inputSize": 3, "outputSize": 3})
    run = Run(doc, trained.checkpoint())
    old, new = trained.method.state, run.method.state
    assert new["t"] == old["t"] == 7
    for name in ("m", "v"):
        for node in (FIRST, SECOND):
            assert (new[name][run.layout.segments[node]] == old[name][trained.layout.segments[node]]).all()
        assert not new[name][run.layout.segments[added]].any()


def test_rprops_new_parameters_get_its_first_step_size(trained: Run) -> None:
    doc = edits.set_training(trained.document, optimiser="rprop")
    first = Run(doc)
    first.advance(20, until_epoch=5)
    run = Run(wider(doc), first.checkpoint())
    fresh = Run(wider(doc))
    fresh.step()
    begin = fresh.method.state["stepsizes"].max()
    assert (run.method.state["stepsizes"][run.layout.segments[FIRST]] > 0).all()
    assert np.isfinite(begin)
    run.step()


def test_another_optimiser_begins_anew(trained: Run) -> None:
    run = Run(edits.set_training(trained.document, optimiser="sgd"), trained.checkpoint())
    assert run.method.state == {}
    assert run.kept == (FIRST, SECOND)


def test_a_module_out_of_use_keeps_its_weights_for_later(trained: Run) -> None:
    doc = edits.set_training(trained.document, optimiser="sgd")
    weights = trained.layout.weights()
    wires = [(0, wire) for wire in doc.root.wires if SECOND in (wire.source, wire.target)]
    alone = edits.remove(doc, wires=wires)
    alone, other = edits.add(alone, "Linear", {"inputSize": 3, "outputSize": 1})
    alone = edits.connect(edits.connect(alone, 0, TANH, other), 0, other, -2)
    run = Run(alone, trained.checkpoint())
    assert run.gone == ()
    run.step()
    back = Run(doc, run.checkpoint())
    assert all(map(np.array_equal, back.layout.own(SECOND), weights[SECOND]))
