"""The commands that say where cards stand: one step each, with words when they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.commands import arrange, everything
from app.document import edits, examples
from app.document.model import GRAPH, INPUT, Document
from app.look import look
from app.look.motion import motion
from app.settings import Settings
from app.window import Window

COMMANDS = {command.id: command for command in everything()}
PLACING = [command for command in arrange.MENU if command and not command.id.startswith(("snapping", "push"))]


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Window]:
    look.apply(QApplication.instance())
    monkeypatch.setattr(motion, "mode", "reduced")
    window = Window(Settings())
    qtbot.addWidget(window, before_close_func=lambda shown: shown.recovery.forget())
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.session.saved(tmp_path / "kept", window.session.document, window.session.checkpoint)


def scattered() -> Document:
    """The tutorial's network with its cards 1, 2 and 3 anywhere."""
    return edits.move(examples.tutorial(), {1: (40, 400), 2: (320, 320), 3: (480, 640)})


def do(window: Window, command: str) -> None:
    window.actions_[command].trigger()


def test_all_of_it_is_arranged_in_one_step(window: Window) -> None:
    window.session.replace(scattered())
    do(window, "arrange")
    assert window.session.document == examples.tutorial()
    assert window.session.undo_words == "Arrange"
    window.session.undo()
    assert window.session.document == scattered()


def test_arranging_what_is_in_order_is_no_step_but_is_said(window: Window, qtbot: QtBot) -> None:
    window.session.replace(examples.tutorial())
    with qtbot.waitSignal(window.session.said) as said:
        do(window, "arrange")
    assert said.args == ["They stand so already."]
    assert not window.session.undo_words


def test_each_is_one_step_of_undo(window: Window) -> None:
    for command in PLACING:
        window.session.replace(scattered())
        window.session.select([1, 2, 3])
        do(window, command.id)
        assert window.session.undo_words.lower() == command.words.lower()
        changed = window.session.document
        window.session.undo()
        assert window.session.document == scattered() != changed
        assert not window.session.undo_words


def test_the_cards_at_the_ends_take_part(window: Window) -> None:
    window.session.replace(scattered())
    criterion = window.session.document.criterion
    assert criterion is not None
    window.session.select([INPUT, 2, criterion.id])
    do(window, "align_row")
    plan = window.canvas.stage.plan
    assert len({plan.place(id)[1] for id in (INPUT, 2, criterion.id)}) == 1


def test_without_enough_cards_it_is_said_what_to_do(window: Window) -> None:
    doc, graph = edits.add(examples.tutorial(), GRAPH, at=(0, 400))
    window.session.replace(doc)
    both = ["arrange", "arrange_down"]
    aligning = [id for id in COMMANDS if id.startswith("align")]
    for selected, free in (((), both), ((1,), []), ((graph,), both), ((1, 2), both + aligning)):
        window.session.select(selected)
        allowed = {command.id for command in PLACING if not command.why_not(window)}
        assert allowed == set(free), selected
        for command in PLACING:
            assert command.id in free or command.why_not(window).startswith("Select")


def test_cards_are_not_put_on_each_other(window: Window, qtbot: QtBot) -> None:
    window.session.replace(examples.tutorial())
    window.session.select([1, 2])
    with qtbot.waitSignal(window.session.said) as said:
        do(window, "align_left")
    assert "Linear would lie on Tanh" in said.args[0]
    assert window.session.document == examples.tutorial()


def test_cards_glide_to_their_places_and_the_document_is_there_at_once(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(motion, "mode", "full")
    window.session.replace(scattered())
    do(window, "arrange")
    assert window.session.document == examples.tutorial()
    stage = window.canvas.stage
    assert stage.cards[1].scenePos().y() > 96, "it is on its way"

    def there() -> bool:
        spots = stage.plan.spots
        curves = all(item.curve == stage.plan.tracks[key].curve for key, item in stage.wires.items())
        places = all(
            (i.scenePos().x(), i.scenePos().y()) == stage.plan.place(id) for id, i in stage.cards.items()
        )
        return places and curves and len(stage.cards) == len(spots)

    qtbot.waitUntil(there, timeout=2000)


def test_an_edit_meanwhile_ends_the_motion(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "mode", "full")
    window.session.replace(scattered())
    do(window, "arrange")
    window.session.undo()
    stage = window.canvas.stage
    for id, item in stage.cards.items():
        assert (item.scenePos().x(), item.scenePos().y()) == stage.plan.place(id)
