"""The search for commands, with real keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.commands import everything
from app.finder.finder import Finder
from app.window import Window

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def opened(window: Window, qtbot: QtBot) -> Finder:
    QTest.keyClick(window, Key.Key_P, CTRL | SHIFT)
    finder = window.command_search.finder
    qtbot.waitUntil(finder.field.hasFocus)
    return finder


def test_it_lists_all_commands_with_their_keys_and_why_some_are_off(window: Window, qtbot: QtBot) -> None:
    finder = opened(window, qtbot)
    rows = {row.id: row for row in finder.rows}
    assert rows.keys() == {command.id for command in everything()} - {"command_search"}
    assert rows["save"].keys == "Ctrl+S"
    assert rows["delete"].why_not == "Select a module or a wire first."
    assert not rows["select_all"].why_not


def test_enter_runs_and_the_keyboard_is_back_on_the_canvas(window: Window, qtbot: QtBot) -> None:
    finder = opened(window, qtbot)
    QTest.keyClicks(finder.field, "select all")
    QTest.keyClick(finder.field, Key.Key_Return)
    assert window.session.selected_nodes == (1, 2, 3)
    assert finder.isHidden()
    assert window.canvas.hasFocus()


def test_arrows_move_and_a_click_runs(window: Window, qtbot: QtBot) -> None:
    finder = opened(window, qtbot)
    QTest.keyClicks(finder.field, "theme")
    names = [row.id for row in finder.rows][:3]
    QTest.keyClick(finder.field, Key.Key_Down)
    assert finder.current is not None
    assert finder.current.id == names[1]
    QTest.keyClick(finder.field, Key.Key_Up)
    QTest.keyClick(finder.field, Key.Key_Up)
    assert finder.current == finder.rows[-1]
    place = finder.list.visualRect(finder.list.model().index(names.index("theme_dark"), 0))
    QTest.mouseClick(finder.list.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert window.settings.theme == "dark"


def test_what_is_off_does_not_run_but_says_why(window: Window, qtbot: QtBot) -> None:
    finder = opened(window, qtbot)
    QTest.keyClicks(finder.field, "unwrap")
    with qtbot.waitSignal(window.session.said) as said:
        QTest.keyClick(finder.field, Key.Key_Return)
    assert said.args == ["Select one container first."]
    assert finder.isVisible()


def test_esc_closes_and_changes_nothing(window: Window, qtbot: QtBot) -> None:
    before = window.session.document
    finder = opened(window, qtbot)
    QTest.keyClicks(finder.field, "del")
    QTest.keyClick(finder.field, Key.Key_Escape)
    assert finder.isHidden()
    assert window.session.document is before
    assert window.canvas.hasFocus()


def test_a_click_elsewhere_closes_it(window: Window, qtbot: QtBot) -> None:
    finder = opened(window, qtbot)
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert finder.isHidden()


def test_what_was_run_last_stands_first_the_next_time(window: Window, qtbot: QtBot) -> None:
    for words in ("zoom in", "frame all"):
        finder = opened(window, qtbot)
        QTest.keyClicks(finder.field, words)
        QTest.keyClick(finder.field, Key.Key_Return)
    assert [row.id for row in opened(window, qtbot).rows[:2]] == ["frame_all", "zoom_in"]


def test_nothing_found_is_said(window: Window, qtbot: QtBot) -> None:
    finder = opened(window, qtbot)
    QTest.keyClicks(finder.field, "qqq")
    assert finder.findChild(object, "commandsNothing").text() == "No command fits “qqq”."
    QTest.keyClick(finder.field, Key.Key_Return)
    assert finder.isVisible()


def test_when_it_closes_nothing_is_selected_by_that(window: Window, qtbot: QtBot) -> None:
    window.session.select()
    window.command_search.open()
    qtbot.keyClicks(window.command_search.finder.field, "theme: dark")
    qtbot.keyClick(window.command_search.finder.field, Qt.Key.Key_Return)
    assert window.canvas.hasFocus()
    assert not window.session.selection
