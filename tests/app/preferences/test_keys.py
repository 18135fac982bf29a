"""Keys given anew: by pressing them, refused where another command has them, followed everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.commands import everything
from app.commands.fixed import KEYS
from app.help.sheet import shown
from app.preferences.keys import KeysPage
from app.settings import Settings
from app.window import Window

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COMMANDS = {command.id: command for command in everything()}


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> KeysPage:
    window.actions_["keys"].trigger()
    dialog = window.findChild(QDialog, "settings")
    qtbot.waitExposed(dialog)
    found = dialog.findChild(KeysPage)
    assert found.isVisible()
    return found


def choose(page: KeysPage, id: str) -> None:
    QTest.keyClicks(page.search, COMMANDS[id].full)
    page.table.choose(COMMANDS[id])
    assert page.table.command is COMMANDS[id]


def press(page: KeysPage, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    page.pressed.setFocus()
    QTest.keyClick(page.pressed, key, keys)


def click(page: KeysPage, name: str) -> None:
    QTest.mouseClick(page.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def note(page: KeysPage) -> str:
    return page.findChild(QLabel, "keysNote").text()


def test_keys_that_are_pressed_count_at_once_everywhere(window: Window, page: KeysPage, qtbot: QtBot) -> None:
    choose(page, "duplicate")
    press(page, Key.Key_J, CTRL | SHIFT)
    click(page, "keysUse")
    action = window.actions_["duplicate"]
    assert [keys.toString() for keys in action.shortcuts()] == ["Ctrl+Shift+J"]
    assert "Ctrl+Shift+J" in action.toolTip()
    edit = dict(shown(window.actions_.keymap))["Edit"]
    assert ("Ctrl+Shift+J",) in [line.keys for line in edit]
    assert Settings().keys("duplicate") == ("Ctrl+Shift+J",)
    page.window().close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.select([2])
    QTest.keyClick(window, Key.Key_D, CTRL)
    assert len(window.session.document.root.children) == 3
    QTest.keyClick(window, Key.Key_J, CTRL | SHIFT)
    assert len(window.session.document.root.children) == 4


def test_keys_of_another_command_are_refused_with_its_name(window: Window, page: KeysPage) -> None:
    choose(page, "duplicate")
    press(page, Key.Key_Z, CTRL)
    assert note(page).startswith("Ctrl+Z belongs to Undo.")
    assert not page.findChild(QPushButton, "keysUse").isEnabled()
    click(page, "keysUse")
    assert window.actions_.keymap.keys(COMMANDS["duplicate"]) == ("Ctrl+D",)


def test_keys_can_be_added_taken_away_and_set_back(window: Window, page: KeysPage) -> None:
    keymap = window.actions_.keymap
    choose(page, "duplicate")
    press(page, Key.Key_F12)
    click(page, "keysAdd")
    assert keymap.keys(COMMANDS["duplicate"]) == ("Ctrl+D", "F12")
    click(page, "keysNone")
    assert keymap.keys(COMMANDS["duplicate"]) == ()
    assert window.actions_["duplicate"].shortcuts() == []
    click(page, "keysDefault")
    assert keymap.keys(COMMANDS["duplicate"]) == ("Ctrl+D",)
    assert not keymap.is_changed(COMMANDS["duplicate"])


def test_first_keys_that_another_command_has_by_now_are_not_taken_from_it(
    window: Window, page: KeysPage
) -> None:
    keymap = window.actions_.keymap
    keymap.give(COMMANDS["duplicate"], [])
    keymap.give(COMMANDS["arrange"], ["Ctrl+D"])
    choose(page, "duplicate")
    click(page, "keysDefault")
    assert "belongs to Arrange" in note(page)
    assert keymap.keys(COMMANDS["duplicate"]) == ()
    click(page, "keysDefaults")
    assert keymap.keys(COMMANDS["duplicate"]) == ("Ctrl+D",)
    assert keymap.keys(COMMANDS["arrange"]) == COMMANDS["arrange"].shortcuts


def test_no_command_s_own_keys_would_be_refused(window: Window) -> None:
    keymap = window.actions_.keymap
    refused = {
        (command.id, keys): keymap.why_not(command, keys)
        for command in COMMANDS.values()
        for keys in command.shortcuts
    }
    assert {each: words for each, words in refused.items() if words} == {}


def test_what_the_canvas_or_a_field_needs_is_refused(window: Window) -> None:
    keymap = window.actions_.keymap
    for fixed in KEYS:
        for keys in fixed.keys:
            assert "is taken" in keymap.why_not(COMMANDS["undo"], keys)
    assert "what one types" in keymap.why_not(COMMANDS["undo"], "J")
    assert keymap.why_not(COMMANDS["frame_all"], "J") == ""
    assert keymap.why_not(COMMANDS["pause"], "F5") == ""  # it takes turns with Run
    assert "belongs to Run" in keymap.why_not(COMMANDS["step"], "F5")


def test_the_list_is_found_by_name_and_by_keys(page: KeysPage) -> None:
    for text, id in (("frame all", "frame_all"), ("Ctrl+Shift+G", "unwrap")):
        page.search.clear()
        QTest.keyClicks(page.search, text)
        assert page.table.command is COMMANDS[id]
