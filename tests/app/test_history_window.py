"""The slider over the past, the list of runs and their ghosts in the plots, with the tutorial's model."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QSlider
from pytestqt.qtbot import QtBot

from app.document import edits
from app.panels.runs import RunsTable
from app.window import Window


def train(window: Window, qtbot: QtBot) -> list[float]:
    window.actions_["run"].trigger()
    qtbot.waitUntil(lambda: not window.runner.is_running)
    return [loss for _, loss in window.runner.epoch_losses()]


def slider(window: Window) -> QSlider:
    found = window.findChild(QSlider, "timeline")
    assert found is not None
    return found


def words(window: Window) -> str:
    found = window.findChild(QLabel, "timelineWords")
    assert found is not None
    return str(found.text())


def set_rate(window: Window, rate: float) -> None:
    window.session.apply("Set", edits.set_training(window.session.document, learning_rate=rate))


@pytest.fixture
def table(window: Window, qtbot: QtBot) -> RunsTable:
    """The list of runs, with the keyboard: one of five epochs at 0.01, one of five at 0.1."""
    train(window, qtbot)
    window.actions_["rewind"].trigger()
    set_rate(window, 0.1)
    train(window, qtbot)
    window.actions_["rewind"].trigger()
    window.actions_["go_runs"].trigger()
    qtbot.waitUntil(window.runs.table.hasFocus)
    return window.runs.table


def test_the_slider_goes_back_and_says_where_it_stands(window: Window, qtbot: QtBot) -> None:
    assert not slider(window).isEnabled()
    losses = train(window, qtbot)
    bar = slider(window)
    assert bar.isEnabled()
    assert bar.value() == bar.maximum()
    assert words(window) == f"Now · epoch 5 · loss {losses[-1]:.5g}"
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Home)
    assert words(window) == "The Start"
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert words(window) == f"Epoch 2 · loss {losses[1]:.5g}"
    assert window.runner.shown is not None
    assert window.runner.shown.epoch == 2
    assert window.plots.loss is None or window.plots.loss.view.moment == 2
    qtbot.keyClick(bar, Qt.Key.Key_End)
    assert window.runner.shown is None


def test_a_click_on_the_slider_goes_there(window: Window, qtbot: QtBot) -> None:
    train(window, qtbot)
    bar = slider(window)
    for share, time in ((0.0, 0), (0.44, 2), (0.6, 3), (1.0, None)):
        x = round(7 + share * (bar.width() - 14))
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(x, bar.height() // 2))
        moment = window.runner.shown_moment
        assert (moment and moment.time) == time
        assert bar.value() == bar.maximum() * (5 if time is None else time) / 5  # at the moment itself


def test_while_it_runs_the_slider_holds_the_moment_that_was_chosen(window: Window, qtbot: QtBot) -> None:
    window.session.apply("Set", edits.set_training(window.session.document, epochs=1_000_000_000))
    window.actions_["run"].trigger()
    bar = slider(window)
    qtbot.waitUntil(lambda: window.runner.epoch > 3000)
    assert bar.value() == bar.maximum()
    bar.setValue(bar.maximum() // 2)
    chosen = window.runner.shown_moment
    assert chosen is not None
    epoch = window.runner.epoch
    qtbot.waitUntil(lambda: window.runner.epoch > epoch + 3000)
    assert window.runner.shown_moment is chosen
    assert words(window).startswith(f"Epoch {chosen.epoch:,} ")
    window.actions_["pause"].trigger()
    qtbot.waitUntil(lambda: not window.runner.is_running)
    assert words(window).startswith(f"Epoch {chosen.epoch:,} ")


def test_the_keys_go_back_and_forth_and_continue_forks(window: Window, qtbot: QtBot) -> None:
    train(window, qtbot)
    assert not window.actions_["continue_here"].isEnabled()
    for _ in range(3):
        window.actions_["earlier"].trigger()
    window.actions_["later"].trigger()
    assert words(window).startswith("Epoch 3 ")
    window.actions_["now"].trigger()
    assert words(window).startswith("Now ")
    window.actions_["earlier"].trigger()
    window.actions_["continue_here"].trigger()
    assert window.runner.epoch == 4
    assert [run.name for run in window.session.runs.kept] == ["Run 1"]
    assert len(window.runner.moments) == 4


def test_the_start_is_the_end_of_the_way_back(window: Window, qtbot: QtBot) -> None:
    train(window, qtbot)
    for _ in range(5):
        window.actions_["earlier"].trigger()
    assert not window.actions_["earlier"].isEnabled()
    assert "The start is shown" in window.actions_["earlier"].toolTip()


def test_the_list_shows_only_settings_that_differ(table: RunsTable, window: Window) -> None:
    assert table.texts[0] == ["Run", "Last loss", "Learning rate", "Best loss", "Epochs"]
    assert [(row[0], row[2], row[4]) for row in table.texts[1:]] == [
        ("Now", "0.1", "0"),
        ("Run 2", "0.1", "5"),
        ("Run 1", "0.01", "5"),
    ]
    set_rate(window, 0.3)
    assert table.texts[1][2] == "0.3"


def test_the_loss_on_what_is_held_out_has_a_column_once_there_is_one(
    table: RunsTable, window: Window, qtbot: QtBot
) -> None:
    changed = edits.set_training(window.session.document, validation=0.4)
    window.session.apply("Set", changed)
    train(window, qtbot)
    assert table.texts[0][:4] == ["Run", "Last loss", "Held-out loss", "Learning rate"]
    last = window.session.checkpoint.validations[-1]
    assert [row[2] for row in table.texts[1:]] == [f"{last:.5g}", "–", "–"]


def test_the_ghosts_are_the_kept_losses(table: RunsTable, window: Window, qtbot: QtBot) -> None:
    first, second = (run.checkpoint.losses for run in window.session.runs.kept)

    def drawn() -> list[list[float]]:
        plot = window.plots.loss
        lines = plot.drawn() if plot else {}
        return [list(y) for key, (_, y) in lines.items() if key != "loss"]

    qtbot.waitUntil(lambda: drawn() == [list(first), list(second)])
    window.runs.table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: drawn() == [list(first)])
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: drawn() == [list(first), list(second)])


def test_a_click_on_the_tick_hides_the_line(table: RunsTable, window: Window) -> None:
    name = table.item(2, 0)
    assert name is not None
    name.setCheckState(Qt.CheckState.Unchecked)
    assert [run.is_ghost for run in window.session.runs.kept] == [False, True]


def test_it_is_renamed_gone_back_to_and_deleted_with_the_keyboard(
    table: RunsTable, window: Window, qtbot: QtBot
) -> None:
    table.selectRow(2)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    field = table.findChild(QLineEdit)
    assert field is not None
    field.setText("small steps")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.texts[3][0] == "small steps")
    assert window.runner.epoch == 0  # Enter has ended the name and nothing else
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (window.runner.epoch, window.session.document.training.learning_rate) == (5, 0.01)
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [run.name for run in window.session.runs.kept] == ["small steps"]


def test_a_name_that_another_has_is_refused_and_the_old_one_stays(
    table: RunsTable, window: Window, qtbot: QtBot
) -> None:
    name = table.item(1, 0)
    assert name is not None
    with qtbot.waitSignal(window.session.said) as said:
        name.setText("Run 1")
    assert "another run called Run 1" in said.args[0]
    assert table.texts[2][0] == "Run 2"


def test_without_a_chosen_run_its_commands_say_so(window: Window) -> None:
    for id in ("go_back_run", "rename_run", "ghost_run", "delete_run"):
        assert not window.actions_[id].isEnabled()
        assert "Choose a run" in window.actions_[id].toolTip()


def test_keep_counts_in_the_tab(window: Window, qtbot: QtBot) -> None:
    train(window, qtbot)
    window.actions_["keep_run"].trigger()
    assert [run.name for run in window.session.runs.kept] == ["Run 1"]
    assert "Runs (1)" in [window._lists.tabText(n) for n in range(window._lists.count())]
