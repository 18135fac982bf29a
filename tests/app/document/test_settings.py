"""What forms set, the clipboard, repairs, and the history of it all."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.document.check import check
from app.document.edits import (
    copy,
    duplicate,
    paste,
    relabel,
    repair,
    set_arguments,
    set_data,
    set_notes,
    set_training,
    wrap,
)
from app.document.examples import classifier, sparse_dense, tutorial
from app.document.history import History
from app.document.model import INPUT, Checkpoint, Data, Document, Port, Wire
from app.document.refused import Refused
from nncore.errors import Repair
from tests.app.document.builders import chain


def test_arguments_keep_the_constructors_order_and_defaults_are_not_kept() -> None:
    doc = set_arguments(tutorial(), 1, {"bias": False, "inputSize": 7})
    assert doc.node(1).args == (("inputSize", 7), ("outputSize", 3), ("bias", False))
    assert set_arguments(doc, 1, {"bias": None, "inputSize": 4}) == tutorial()


def test_what_changes_nothing_gives_the_same_document() -> None:
    doc = tutorial()
    assert set_arguments(doc, 1, {"inputSize": 4}) is doc and relabel(doc, 1, " ") is doc
    assert set_data(doc, doc.data) is doc and set_training(doc, seed=287) is doc and set_notes(doc, "") is doc


def test_labels_and_notes() -> None:
    doc = set_notes(relabel(tutorial(), 4, "  the   loss "), "First steps")
    assert doc.node(4).label == "the loss" and doc.notes == "First steps"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("learning_rate", -1.0, "learning rate must be a number, at least 0, not -1.0."),
        ("learning_rate", float("nan"), "at least 0"),
        ("epochs", 0, "epochs must be a whole number, at least 1, not 0."),
        ("batch_size", 2.5, "0 takes all examples at once"),
        ("speed", 1, "There is no training setting called speed"),
    ],
)
def test_training_settings_have_ranges(name: str, value: Any, message: str) -> None:
    with pytest.raises(Refused, match=message):
        set_training(tutorial(), **{name: value})


def test_a_duplicate_stands_beside_and_keeps_the_wires_among_the_chosen() -> None:
    doc, new = duplicate(tutorial(), [1, 2])
    first, second = (doc.node(id) for id in new)
    assert first.at == (tutorial().node(1).at[0] + 32, tutorial().node(1).at[1] + 32)
    assert set(doc.root.wires) - set(tutorial().root.wires) == {Wire(first.id, second.id)}


def test_a_duplicate_in_a_container_stands_behind() -> None:
    doc, (new,) = duplicate(sparse_dense(), [2])
    assert [child.id for child in doc.node(1).children] == [2, new, 3]
    assert {w.port for w in doc.root.wires if w.target == 1} == {0, 2}


def test_copy_is_text_that_pastes_anywhere() -> None:
    text = copy(tutorial(), [1, 2, 3])
    assert '"module": "Tanh"' in text
    doc, new = paste(Document(), text, at=(80.0, 80.0))
    assert [doc.node(id).module for id in new] == ["Linear", "Tanh", "Linear"]
    assert doc.node(new[0]).at == (80.0, 80.0) and len(doc.root.wires) == 2
    boxed, box = wrap(tutorial(), [1], "Sequential")
    boxed, new = paste(boxed, text, parent=box, index=0)
    assert [child.id for child in boxed.node(box).children] == [*new, 1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "[1]",
        "{}",
        '{"kind": "netloom modules"}',
        '{"kind": "netloom modules", "modules": [], "wires": []}',
    ],
)
def test_what_is_no_part_of_a_model_is_not_pasted(text: str) -> None:
    with pytest.raises(Refused, match="What was copied"):
        paste(Document(), text)


def test_a_copy_with_a_loop_or_a_foreign_wire_is_not_pasted() -> None:
    plain = json.loads(copy(tutorial(), [1, 2]))
    for wire in (
        {"from": 2, "to": 1, "port": 0},
        {"from": 1, "to": 77, "port": 0},
        {"from": -1, "to": 1, "port": 0},
    ):
        with pytest.raises(Refused, match="cannot be read"):
            paste(Document(), json.dumps(plain | {"wires": [*plain["wires"], wire]}))


def test_there_is_one_criterion() -> None:
    for act in (copy, duplicate):
        with pytest.raises(Refused, match="one criterion only"):
            act(tutorial(), [4])


def test_a_repair_sets_an_argument() -> None:
    doc = set_arguments(tutorial(), 3, {"inputSize": 9})
    assert repair(doc, 3, check(doc).faults[3].repairs[0]) == tutorial()


def test_a_repair_inserts_a_module_on_the_canvas() -> None:
    doc = set_data(chain(("Linear", 4, 1)), Data(inputs=(Port("a", (4,)), Port("b", (4,)))))
    offered = next(r for r in check(doc).faults[1].repairs if r.action == "insert")
    doc = repair(doc, 1, offered)
    assert check(doc).blocker is None
    assert [node.module for node in doc.root.children] == ["Linear", offered.name]


def test_a_repair_inserts_a_module_in_a_container() -> None:
    data = Data(inputs=(Port("a", (4,)), Port("b", (4,))))
    for container in ("Sequential", "ConcatTable"):
        doc, _ = wrap(set_data(chain(("Linear", 4, 1)), data), [1], container)
        doc = repair(doc, 1, Repair("insert CAddTable", "insert", "CAddTable", {}))
        assert check(doc).faults == {}


def test_a_repair_wraps_a_module_with_one_for_each_entry() -> None:
    data = Data(inputs=(Port("a", (4,)), Port("b", (4,)), Port("c", (4,))))
    doc = set_data(chain(("Linear", 4, 1)), data)
    doc = repair(doc, 1, Repair("wrap in ParallelTable", "wrap", "ParallelTable"))
    (box,) = doc.root.children
    assert [child.module for child in box.children] == ["Linear"] * 3
    assert 1 not in check(doc).faults and Wire(INPUT, box.id) in doc.root.wires


def test_indices_into_a_linear_are_repaired_with_a_lookup_table() -> None:
    doc = set_data(chain(("Linear", 4, 1)), Data(inputs=(Port("word", (), "index", 9),)))
    (offered,) = check(doc).faults[1].repairs
    assert offered.words == "insert LookupTable(9 → 4)"
    assert check(repair(doc, 1, offered)).blocker is None


def test_undo_and_redo_give_the_very_states() -> None:
    states = [(tutorial(), Checkpoint()), (sparse_dense(), Checkpoint(step=3)), (classifier(), Checkpoint())]
    history = History(*states[0])
    for number, (doc, state) in enumerate(states[1:]):
        history.push(f"act {number}", doc, state)
    assert (history.undo_words, history.redo_words, history.can_redo) == ("act 1", "", False)
    history.undo()
    assert (history.undo_words, history.redo_words) == ("act 0", "act 1")
    assert history.current.document is states[1][0] and history.current.checkpoint is states[1][1]
    history.undo()
    history.undo()
    assert history.current.document is states[0][0] and not history.can_undo and history.undo_words == ""
    history.redo()
    history.push("other", states[0][0], Checkpoint())
    assert not history.can_redo and history.undo_words == "other"


def test_successive_pushes_with_one_key_are_one_step() -> None:
    history = History(tutorial())
    for step in range(1, 4):
        history.push("type", replace(tutorial(), notes="a" * step), Checkpoint(), merge="notes")
    history.push("type", replace(tutorial(), notes="other"), Checkpoint(), merge="label")
    history.undo()
    assert history.current.document.notes == "aaa"
    history.undo()
    assert not history.can_undo
    history.push("first", sparse_dense(), Checkpoint(), merge="notes")
    assert history.can_undo


def test_the_oldest_states_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.document.history.STEPS", 5)
    history = History(tutorial())
    for number in range(20):
        history.push(str(number), replace(tutorial(), notes=str(number)), Checkpoint())
    back = 0
    while history.can_undo:
        history.undo()
        back += 1
    assert back == 4 and history.current.document.notes == "15"


def test_weights_that_take_too_much_memory_go_but_never_the_last_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.document.history.BYTES", 3 * 800)
    history = History(tutorial())
    kept = Checkpoint(weights={1: (np.zeros(100),)})
    for number in range(10):  # all share their weights
        history.push("label", replace(tutorial(), notes=str(number)), kept)
    history.push("train", tutorial(), Checkpoint(weights={1: (np.zeros(300),)}))
    assert history.undo_words == "train"
    history.undo()
    assert history.current.checkpoint is kept and not history.can_undo


def test_a_step_after_undo_is_not_merged_into_an_older_one() -> None:
    history = History(tutorial())
    history.push("move", sparse_dense(), Checkpoint(), merge="move")
    history.undo()
    history.push("move", classifier(), Checkpoint(), merge="move")
    history.undo()
    assert history.current.document == tutorial()
