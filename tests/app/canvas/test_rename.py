"""F2: a label is typed on the card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.window import Window

Key = Qt.Key


def field(window: Window, qtbot: QtBot) -> QLineEdit:
    window.session.select([1])
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Key.Key_F2)
    found = window.canvas.viewport().findChild(QLineEdit, "cardLabel")
    qtbot.waitUntil(found.hasFocus)
    return found


def label(window: Window) -> str:
    return window.session.document.node(1).label


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_what_is_typed_becomes_the_label_in_one_step(window: Window, qtbot: QtBot, key: Qt.Key) -> None:
    typed = field(window, qtbot)
    QTest.keyClicks(typed, "hidden layer")
    QTest.keyClick(typed, key)
    assert label(window) == "hidden layer"
    assert window.session.undo_words == "Label"
    window.session.undo()
    assert label(window) == ""


def test_enter_gives_the_keyboard_back_to_the_canvas(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(field(window, qtbot), Key.Key_Return)
    assert window.canvas.hasFocus()
    assert not window.session.undo_words


def test_esc_leaves_it_as_it_was(window: Window, qtbot: QtBot) -> None:
    typed = field(window, qtbot)
    QTest.keyClicks(typed, "nonsense")
    QTest.keyClick(typed, Key.Key_Escape)
    assert label(window) == ""
    assert window.session.selected_nodes == (1,)
    assert window.canvas.hasFocus()


def test_del_in_the_field_deletes_letters_not_the_module(window: Window, qtbot: QtBot) -> None:
    typed = field(window, qtbot)
    QTest.keyClicks(typed, "ab")
    QTest.keyClick(typed, Key.Key_Backspace)
    assert typed.text() == "a"
    assert len(window.session.document.root.children) == 3


def test_it_stands_on_the_card_at_every_zoom(window: Window, qtbot: QtBot) -> None:
    for scale in (0.5, 2.0):
        window.canvas.zoom_to(scale)
        typed = field(window, qtbot)
        found = window.canvas.where({"node": 1})
        assert found is not None
        corner = typed.mapToGlobal(typed.rect().topLeft())
        assert found["x"] <= corner.x() <= found["x"] + found["w"]
        assert found["y"] <= corner.y() <= found["y"] + found["h"] + typed.height()
        QTest.keyClick(typed, Key.Key_Escape)
        qtbot.waitUntil(lambda: window.canvas.viewport().findChild(QLineEdit, "cardLabel") is None)
