"""Multiply-adds, memory and parameters of modules, of containers and in all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.document import edits
from app.document.check import check
from app.document.costs import Cost, Learnt, batch_of, cost_of, learnt, memory
from app.document.examples import classifier, sparse_dense, tutorial
from app.document.model import INPUT, OUTPUT, Data, Document, NodeId, Port
from nncore import catalog
from tests.app.document.builders import chain


def cost(doc: Document, id: NodeId = 0, batch: int = 5) -> Cost | None:
    return cost_of(check(doc), id, batch)


def test_the_tutorials_network_by_hand() -> None:
    """Linear(4 → 3), Tanh, Linear(3 → 1) for five examples."""
    doc = tutorial()
    assert [cost(doc, id) for id in (1, 2, 3)] == [Cost(60, 35), Cost(15, 30), Cost(15, 20)]
    assert cost(doc) == Cost(90, 85)
    assert learnt(check(doc), 0) == Learnt(19)
    assert memory(Cost(90, 85), Learnt(19)) == 8 * (85 + 38)


def test_containers_add_up_and_batches_multiply() -> None:
    doc, box = edits.wrap(tutorial(), [1, 2, 3], "Sequential")
    assert cost(doc, box) == cost(tutorial()) and cost(doc, box, 10) == Cost(180, 170)


def test_a_module_that_is_fed_several_times_is_counted_as_often() -> None:
    doc = Document(data=Data(inputs=(Port("X", (4,)), Port("Z", (4,)))))
    doc, each = edits.add(doc, "MapTable")
    doc, _ = edits.add(doc, "Linear", {"outputSize": 3}, parent=each)
    doc = edits.connect(doc, 0, INPUT, each)
    assert cost(doc, each) == Cost(2 * 60, 2 * 35)


def test_what_is_not_known_is_not_said() -> None:
    wire = next(wire for wire in tutorial().root.wires if wire.target == 1)
    assert cost(edits.remove(tutorial(), wires=[(0, wire)])) is None
    assert cost(chain(("Linear",))) is None and learnt(check(chain(("Linear",))), 0) is None


def test_indices_cost_nothing_to_look_up() -> None:
    known = cost_of(check(sparse_dense()), 2, 20)
    assert known is not None and known.multiply_adds == 0


def test_a_muted_module_costs_nothing_and_learns_nothing() -> None:
    doc = edits.mute(edits.set_arguments(tutorial(), 3, {"inputSize": None}), [1])
    known = cost(doc, 1)
    assert known is not None and known.multiply_adds == 0 and learnt(check(doc), 1) == Learnt()


def test_shared_parameters_count_once_and_frozen_ones_are_told() -> None:
    doc = chain(("Linear", 3, 3), ("Tanh",), ("Linear", 3, 3), ("Linear", 3, 1), inputs=3)
    assert learnt(check(doc), 0) == Learnt(28)
    doc = edits.share(doc, [1, 3])
    assert learnt(check(doc), 0) == Learnt(16)
    assert learnt(check(edits.freeze(doc, [3])), 0) == Learnt(16, 12)
    assert learnt(check(doc), 3) == Learnt(12)


def test_a_muted_original_leaves_its_parameters_to_those_that_share_them() -> None:
    doc = chain(("Linear", 3, 3), ("Tanh",), ("Linear", 3, 3), ("Linear", 3, 1), inputs=3)
    assert learnt(check(edits.mute(edits.share(doc, [1, 3]), [1])), 0) == Learnt(16)


def test_all_inside_what_is_frozen_is_told_wherever_one_asks() -> None:
    doc, box = edits.wrap(tutorial(), [1, 2], "Sequential")
    doc = edits.freeze(doc, [box])
    assert [learnt(check(doc), id) for id in (0, box, 1, 3)] == [
        Learnt(19, 15), Learnt(15, 15), Learnt(15, 15), Learnt(4),
    ]  # fmt: skip


def test_what_was_counted_before_an_edit_is_counted_anew_where_it_changed() -> None:
    doc, box = edits.wrap(tutorial(), [1, 2], "Sequential")
    assert (cost(doc), learnt(check(doc), 0)) == (Cost(90, 85), Learnt(19))
    doc = edits.set_arguments(doc, 1, {"bias": False})
    assert learnt(check(doc), 0) == Learnt(16) and learnt(check(doc), box) == Learnt(12)
    wider = edits.set_data(doc, replace(doc.data, inputs=(Port("X", (6,)),)))
    wider = edits.set_arguments(wider, 1, {"inputSize": 6})
    assert cost(wider, box) == Cost(90 + 15, 45 + 30)
    assert cost(doc, box) == Cost(60 + 15, 35 + 30)


def test_how_many_examples_a_batch_has() -> None:
    doc = classifier()
    assert batch_of(doc.data, doc.training) == 20
    assert batch_of(doc.data, replace(doc.training, batch_size=0)) == 200
    assert batch_of(doc.data, replace(doc.training, batch_size=900)) == 200
    assert batch_of(replace(doc.data, rows=0), replace(doc.training, batch_size=0)) == 1


def test_a_criterion_takes_one_for_each_number_it_compares() -> None:
    doc = tutorial()
    assert doc.criterion is not None
    assert cost(doc, doc.criterion.id) == Cost(5, 5 + 1)
    assert cost(doc, doc.criterion.id, 20) == Cost(20, 20 + 1)
    wires = [(0, wire) for wire in doc.root.wires if wire.target == OUTPUT]
    loose = edits.remove(doc, wires=wires)
    assert cost(loose, doc.criterion.id) is None


def test_a_criterion_that_holds_others_adds_theirs() -> None:
    doc, several = edits.add(tutorial(), "MultiCriterion")
    for module in ("MSECriterion", "AbsCriterion"):
        doc, _ = edits.add(doc, module, parent=several)
    assert cost(doc, several) == Cost(2 * 5, 3 * 5 + 3)


@pytest.mark.parametrize(
    "name", [name for name, category in catalog.files().items() if category == "criterions"]
)
def test_every_criterion_is_counted_where_something_arrives(name: str) -> None:
    doc, criterion = edits.add(tutorial(), name)
    known = check(doc)
    found = cost_of(known, criterion, 5)
    if known.inputs[criterion] is not None and "is missing" not in str(known.faults.get(criterion)):
        assert found is not None and found.kept >= 6
