"""All training settings as fields: they show what the model has, and each change is an undo step."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.document import edits
from app.panels.editors import NumberEditor, TickEditor
from app.panels.training_card import TrainingCard
from app.session import Session


@pytest.fixture
def card(qtbot: QtBot, session: Session) -> TrainingCard:
    shown = TrainingCard(session)
    session.document_changed.connect(shown.follow)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def field(card: TrainingCard, name: str) -> QWidget:
    found = card.findChild(QWidget, name)
    assert found is not None, name
    return found


def enter(card: TrainingCard, name: str, text: str) -> None:
    editor = field(card, name)
    assert isinstance(editor, NumberEditor)
    editor.text_line().setText(text)
    editor.editingFinished.emit()


def choose(card: TrainingCard, name: str, title: str) -> None:
    box = field(card, name)
    assert isinstance(box, QComboBox)
    place = box.findText(title)
    assert place >= 0
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_another_optimiser_shows_its_own_fields(card: TrainingCard, session: Session) -> None:
    said: list[str] = []
    session.said.connect(said.append)
    enter(card, "options:momentum", "0.5")
    assert session.document.training.options == (("momentum", 0.5),)
    choose(card, "training:optimiser", "Adam")
    training = session.document.training
    assert (training.optimiser, training.learning_rate, training.options) == ("adam", 0.001, ())
    assert said == ["Adam begins with its usual learning rate, 0.001"]
    enter(card, "options:beta1", "0.8")
    assert session.document.training.options == (("beta1", 0.8),)
    formula = field(card, "optimiserFormula")
    assert isinstance(formula, QLabel) and "√" in formula.text()
    session.undo()
    session.undo()
    assert session.document.training.options == (("momentum", 0.5),)


def test_a_schedule_shows_its_own_fields(card: TrainingCard, session: Session) -> None:
    choose(card, "training:schedule", "Steps")
    enter(card, "schedule_options:every", "3")
    assert session.document.training.schedule_options == (("every", 3),)
    choose(card, "training:schedule", "Constant")
    assert session.document.training.schedule_options == ()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("weight_decay", "0.01", 0.01),
        ("clip", "5", 5),
        ("validation", "0.2", 0.2),
        ("stop_loss", "0.1", 0.1),
        ("patience", "3", 3),
        ("shuffle_seed", "7", 7),
    ],
)
def test_a_setting_is_entered_emptied_and_undone(
    card: TrainingCard, session: Session, name: str, text: str, value: float
) -> None:
    first = getattr(session.document.training, name)
    enter(card, f"training:{name}", text)
    assert getattr(session.document.training, name) == value
    enter(card, f"training:{name}", "")
    assert getattr(session.document.training, name) == first
    session.undo()
    assert getattr(session.document.training, name) == value


def test_what_does_not_fit_is_refused_with_the_range(card: TrainingCard, session: Session) -> None:
    enter(card, "training:validation", "2")
    note = field(card, "training:validation:note")
    assert isinstance(note, QLabel) and "from 0 to 0.9" in note.text()
    assert session.document.training.validation == 0


def test_what_does_not_apply_is_greyed_out(card: TrainingCard, session: Session) -> None:
    assert field(card, "training:clip").isEnabled() and not field(card, "training:split_seed").isEnabled()
    session.apply("", edits.set_training(session.document, optimiser="cg", shuffle=False, validation=0.1))
    assert not field(card, "training:clip").isEnabled()
    assert not field(card, "training:learning_rate").isEnabled()
    assert not field(card, "training:shuffle_seed").isEnabled()
    assert field(card, "training:split_seed").isEnabled()
    tick = field(card, "training:shuffle")
    assert isinstance(tick, TickEditor) and not tick.isChecked()
