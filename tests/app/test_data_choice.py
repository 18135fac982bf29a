"""Choosing data step by step: what is not complete stays a draft, and undo takes it back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.data_choice import DataChoice
from app.document import edits, examples
from app.document.refused import Refused
from app.session import Session
from tests.app.training.idx_writing import idx


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(examples.tutorial())


@pytest.fixture
def choice(session: Session) -> DataChoice:
    return DataChoice(session, session)


def settle(qtbot: QtBot, choice: DataChoice) -> None:
    qtbot.waitUntil(lambda: not choice.is_reading)


def test_two_files_one_after_the_other(
    qtbot: QtBot, session: Session, choice: DataChoice, tmp_path: Path
) -> None:
    images = idx(tmp_path / "pictures.idx", np.zeros((3, 2, 2), np.uint8))
    labels = idx(tmp_path / "answers.idx", np.array([0, 1, 0], np.uint8))
    choice.choose_path("idx_files", "images", str(images))
    settle(qtbot, choice)
    assert "No file of labels is chosen" in str(choice.fault)
    assert session.document.data.source == "tutorial"
    choice.choose_path("idx_files", "labels", str(labels))
    settle(qtbot, choice)
    assert choice.fault is None
    assert (session.document.data.source, session.document.data.rows) == ("idx_files", 3)
    session.undo()
    assert session.document.data.source == "tutorial"


def test_a_path_inside_the_models_folder_is_kept_relative(
    qtbot: QtBot, session: Session, choice: DataChoice, tmp_path: Path
) -> None:
    table = tmp_path / "data" / "some.csv"
    table.parent.mkdir()
    table.write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    session.saved(tmp_path / "model.netloom", session.document, session.checkpoint)
    assert choice.choose_file(table)
    settle(qtbot, choice)
    assert dict(session.document.data.options)["path"] == "data/some.csv"


def test_undo_while_a_file_is_read_leaves_it(
    qtbot: QtBot, session: Session, choice: DataChoice, tmp_path: Path
) -> None:
    table = tmp_path / "some.csv"
    table.write_text("a,b\n" + "1,2\n" * 200_000, encoding="utf-8")
    session.apply("Moons", edits.set_data(session.document, examples.classifier().data))
    assert choice.choose_file(table)
    session.undo()
    assert not choice.is_reading and choice.settings[0] == "tutorial"
    assert session.document.data.source == "tutorial"


def test_what_is_no_file_of_data_is_left_alone(choice: DataChoice, tmp_path: Path) -> None:
    assert not choice.choose_file(tmp_path / "letter.odt")


def test_made_up_data_is_checked_at_once(session: Session, choice: DataChoice) -> None:
    with pytest.raises(Refused, match="classes"):
        choice.choose("Set classes", "spiral", {"classes": 1})
    choice.choose("Data: Spiral", "spiral", {"classes": 3})
    assert session.document.data.target.high == 3
    assert session.undo_words == "Data: Spiral"
