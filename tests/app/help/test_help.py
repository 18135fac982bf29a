"""F1 and the sheet of keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextBrowser
from pytestqt.qtbot import QtBot

from app.commands import everything
from app.document.check import Check
from app.document.model import Node
from app.help.module import explained
from app.help.sheet import KeySheet, halves, shown
from app.window import Window
from nncore import catalog


def text(window: Window, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: window.findChild(QTextBrowser, "helpText") is not None)
    found: str = window.findChild(QTextBrowser, "helpText").toPlainText()
    return found


def test_f1_explains_the_selected_module_with_its_shapes_here(window: Window, qtbot: QtBot) -> None:
    window.session.select([1])
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = text(window, qtbot)
    for words in ("Linear", "weighted sum", "inputSize", "a whole number, at least 1", "N×4", "N×3", "dense"):
        assert words in page


def test_f1_shows_the_first_steps_when_nothing_is_selected(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert "First steps" in text(window, qtbot)


@pytest.mark.parametrize("name", catalog.files())
def test_every_module_has_a_page_with_all_its_arguments(name: str) -> None:
    page = explained(Node(1, name), Check())
    spec = catalog.find(name).spec
    assert f">{name}<" in page
    assert all(f">{arg.name}<" in page for arg in spec.everything())
    assert "\\" not in page


def test_the_sheet_shows_every_command_that_has_keys(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_Question)
    qtbot.waitUntil(lambda: window.findChild(KeySheet) is not None)
    sheet = window.findChild(KeySheet)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    for command in everything():
        if command.shortcuts:
            assert command.full in words
    assert {"Double-click on the empty canvas", "Space", "Ctrl+Z"} <= words


def test_the_sheet_follows_the_keys(window: Window, qtbot: QtBot) -> None:
    window.dialogs.keys()
    sheet = window.findChild(KeySheet)
    keymap = window.actions_.keymap
    keymap.give(keymap.commands["undo"], ["F12"])
    assert "F12" in {label.text() for label in sheet.findChildren(QLabel)}


def test_the_columns_hold_all_groups_and_are_of_like_height(window: Window) -> None:
    groups = shown(window.actions_.keymap)
    left, right = halves(groups)
    assert left + right == groups
    heights = [sum(len(lines) + 2 for _, lines in column) for column in (left, right)]
    assert min(heights) > 0.6 * max(heights)
