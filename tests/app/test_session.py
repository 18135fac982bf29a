"""The session: one undo step an act, a selection of what exists, a true mark of unsaved changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.document import edits
from app.document.model import INPUT, OUTPUT, Checkpoint, Document
from app.session import Session

pytestmark = pytest.mark.usefixtures("qtbot")


def add(session: Session, module: str, **args: Any) -> int:
    document, made = edits.add(session.document, module, args)
    session.apply(f"Add {module}", document)
    return made


def test_an_act_is_one_step_that_undo_takes_back_and_redo_does_again(qtbot: QtBot) -> None:
    session = Session()
    empty = session.document
    with qtbot.waitSignals([session.document_changed, session.history_changed, session.saved_changed]):
        add(session, "Tanh")
    full = session.document
    assert (session.undo_words, session.redo_words) == ("Add Tanh", "")
    session.undo()
    assert session.document is empty
    assert (session.undo_words, session.redo_words) == ("", "Add Tanh")
    session.redo()
    assert session.document is full


def test_a_refused_edit_changes_nothing_and_says_why(qtbot: QtBot) -> None:
    session = Session()
    linear = add(session, "Linear", inputSize=4, outputSize=3)
    before = session.document
    with qtbot.waitSignal(session.said) as said:
        done = session.attempt(
            "Set inputSize", lambda doc: edits.set_arguments(doc, linear, {"inputSize": 0})
        )
    assert not done
    assert session.document is before
    assert "at least 1" in said.args[0]


def test_steps_of_one_key_count_as_one() -> None:
    session = Session()
    node = add(session, "Tanh")
    for x in (8, 16, 24):
        session.apply("Move Tanh", edits.move(session.document, {node: (x, 0)}), merge="nudge")
    session.undo()
    assert session.undo_words == "Add Tanh"


def test_what_is_gone_is_no_longer_selected() -> None:
    session = Session()
    node = add(session, "Tanh")
    session.select([node, INPUT, OUTPUT, 99])
    assert session.selection == {node, INPUT, OUTPUT}
    session.undo()
    assert session.selection == {INPUT, OUTPUT}
    add(session, "MSECriterion")
    assert session.selection == {INPUT}


def test_it_is_modified_until_saved_and_again_when_saving_is_undone() -> None:
    session = Session()
    assert not session.is_modified
    add(session, "Tanh")
    assert session.is_modified
    session.saved(Path("model.netloom"), session.document, session.checkpoint)
    assert not session.is_modified
    assert (session.name, session.path) == ("model", Path("model.netloom"))
    session.undo()
    assert session.is_modified
    session.redo()
    assert not session.is_modified


def test_a_training_run_is_a_step_of_its_own() -> None:
    session = Session()
    add(session, "Tanh")
    trained = Checkpoint(losses=(1.5,), step=1)
    session.trained("Train to epoch 1", trained)
    assert session.checkpoint is trained
    session.undo()
    assert session.checkpoint.epoch == 0
    assert session.undo_words == "Add Tanh"
    session.redo()
    assert session.checkpoint is trained


def test_opening_another_model_begins_a_new_history() -> None:
    session = Session()
    session.select([add(session, "Tanh")])
    session.replace(Document(), Checkpoint(step=3), Path("other.netloom"))
    assert not session.selection
    assert (session.undo_words, session.is_modified) == ("", False)
    assert session.checkpoint.step == 3
