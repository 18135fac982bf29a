"""What the canvas can do is done from the outline, with the keyboard there, in a whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.document import edits
from app.window import Window

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def outline(window: Window, qtbot):
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.go_to("outline")
    qtbot.waitUntil(window.outline.tree.hasFocus)
    return window


def press(window: Window, key: Qt.Key, keys=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.outline.tree, key, keys)


def test_a_note_is_added_written_moved_coloured_and_deleted(outline, qtbot):
    session = outline.session
    press(outline, Qt.Key.Key_N, CTRL | SHIFT)
    field = outline.outline.tree.findChild(QPlainTextEdit, "outlineWords")
    QTest.keyClicks(field, "Mine")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: session.document.remarks[0].text == "Mine")
    qtbot.waitUntil(outline.outline.tree.hasFocus)
    x, y = session.document.remarks[0].at
    press(outline, Qt.Key.Key_Right, ALT | SHIFT)
    press(outline, Qt.Key.Key_Down, ALT | SHIFT)
    assert session.document.remarks[0].at == (x + 32, y + 32)
    tint = session.document.remarks[0].tint
    press(outline, Qt.Key.Key_C, CTRL | SHIFT)
    assert session.document.remarks[0].tint != tint
    press(outline, Qt.Key.Key_D, CTRL)
    assert len(session.document.remarks) == 2
    press(outline, Qt.Key.Key_Delete)
    assert len(session.document.remarks) == 1


def test_a_region_is_titled_in_its_row_and_takes_modules_along(outline, qtbot):
    session = outline.session
    ids = [node.id for node in session.document.root.children][:2]
    session.select(ids)
    press(outline, Qt.Key.Key_R, CTRL | SHIFT)
    field = outline.outline.tree.findChild(QLineEdit, "outlineLabel")
    QTest.keyClicks(field, "First")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.document.remarks[0].text == "First")
    qtbot.waitUntil(outline.outline.tree.hasFocus)
    before = [session.document.node(id).at for id in ids]
    press(outline, Qt.Key.Key_Up, ALT | SHIFT)
    assert [session.document.node(id).at for id in ids] == [(x, y - 32) for x, y in before]
    press(outline, Qt.Key.Key_F2)
    fields = outline.outline.tree.findChildren(QLineEdit, "outlineLabel")
    assert [field.text() for field in fields if field.isVisible()] == ["First"]


def test_a_module_is_moved_muted_frozen_duplicated_and_deleted(outline):
    session = outline.session
    first, id = (child.id for child in session.document.root.children[:2])
    session.select([first])
    press(outline, Qt.Key.Key_F, CTRL | SHIFT)
    assert session.document.node(first).frozen
    session.select([id])
    x, y = session.document.node(id).at
    press(outline, Qt.Key.Key_Left, ALT | SHIFT)
    assert session.document.node(id).at == (x - 32, y)
    press(outline, Qt.Key.Key_M)
    assert session.document.node(id).muted
    count = len(session.document.root.children)
    press(outline, Qt.Key.Key_D, CTRL)
    assert len(session.document.root.children) == count + 1
    press(outline, Qt.Key.Key_Backspace)
    assert len(session.document.root.children) == count
    press(outline, Qt.Key.Key_Z, CTRL)
    assert len(session.document.root.children) == count + 1


def test_a_container_is_collapsed_and_stepped_into_and_out_of(outline):
    session = outline.session
    ids = [node.id for node in session.document.root.children][:2]
    document, made = edits.wrap(session.document, ids, "Sequential")
    session.apply("wrap", document)
    session.select([made])
    press(outline, Qt.Key.Key_H)
    assert session.document.node(made).collapsed
    press(outline, Qt.Key.Key_H)
    press(outline, Qt.Key.Key_Return, CTRL | SHIFT)
    assert outline.canvas.inside.container == made
    press(outline, Qt.Key.Key_Backspace, CTRL)
    assert outline.canvas.inside.container is None
    press(outline, Qt.Key.Key_G, CTRL | SHIFT)
    assert not any(node.id == made for node in session.document.root.walk())


def test_copy_paste_and_select_all_reach_notes_too(outline):
    session = outline.session
    document, note = edits.add_remark(session.document, "note", (0.0, -300.0), (200.0, 80.0), "Mine")
    session.apply("note", document)
    session.select([note])
    press(outline, Qt.Key.Key_C, CTRL)
    press(outline, Qt.Key.Key_V, CTRL)
    assert [remark.text for remark in session.document.remarks] == ["Mine", "Mine"]
    press(outline, Qt.Key.Key_A, CTRL)
    assert len(session.selected_remarks) == 2
    assert len(session.selected_nodes) == len(session.document.root.children)


def test_every_command_of_the_canvas_has_its_keys_in_the_outline():
    from app.commands import everything

    alone = {command.id for command in everything() if command.on_canvas and not command.on_outline}
    alone = {id for id in alone if not id.startswith("present_")}  # while presenting there is no outline
    assert alone == {"frame_all", "shortcuts"}  # Home goes to the first row there, ? is found in the menu


def test_pasted_code_that_cannot_be_read_changes_nothing_and_says_the_line(outline):
    session = outline.session
    before, said = session.document, []
    session.said.connect(said.append)
    QGuiApplication.clipboard().setText(
        "mlp = nn.Sequential()\nfor i = 1, 3 do\n mlp:add(nn.Linear(4,4))\nend\n"
    )
    press(outline, Qt.Key.Key_V, CTRL)
    assert session.document is before
    assert said[-1].startswith("Line 2 cannot be read. A loop cannot be read here.")
    assert said[-1].endswith("Nothing was pasted.")
    QGuiApplication.clipboard().setText("a shopping list")
    press(outline, Qt.Key.Key_V, CTRL)
    assert "no part of a model" in said[-1]
    QGuiApplication.clipboard().setText("nn.Sequential():add(nn.Linear(4, 4)):add(nn.Tanh())")
    press(outline, Qt.Key.Key_V, CTRL)
    assert session.undo_words == "Paste Code"
