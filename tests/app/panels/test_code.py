"""The code panel: it follows model and selection, and makes the model what is typed, or says why not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextFormat
from PySide6.QtWidgets import QLabel, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from app.code.languages import LANGUAGES
from app.document import edits, examples
from app.document.model import Document
from app.look import look
from app.panels.code import LARGE, CodePanel
from app.session import Session


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> CodePanel:
    shown = CodePanel(session)
    qtbot.addWidget(shown)
    shown.resize(480, 480)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.editor.setFocus()
    return shown


def choose(panel: CodePanel, language: str) -> None:
    tabs = panel.findChild(QTabBar, "codeLanguage")
    assert tabs is not None
    tabs.setCurrentIndex(LANGUAGES.index(language))


def message(panel: CodePanel) -> str:
    label = panel.findChild(QLabel, "codeMessage")
    assert label is not None
    return label.text()


def click(panel: CodePanel, name: str) -> None:
    button = panel.findChild(QToolButton, name)
    assert button is not None
    button.click()


def put_cursor(panel: CodePanel, before: str, length: int = 0) -> None:
    """The cursor in front of a piece of text, or that much of the text selected."""
    start = panel.editor.toPlainText().index(before)
    cursor = panel.editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    panel.editor.setTextCursor(cursor)


def replace(qtbot: QtBot, panel: CodePanel, old: str, new: str) -> None:
    """Types over a piece of the text."""
    put_cursor(panel, old, len(old))
    qtbot.keyClicks(panel.editor, new)


def marked(panel: CodePanel) -> list[str]:
    """The places with a ground under them, or a wave."""
    return [extra.cursor.selectedText() for extra in panel.editor.extraSelections()]


def test_it_shows_the_model_in_each_language(panel: CodePanel, session: Session) -> None:
    assert ":add(nn.Linear(4, 3))" in panel.editor.toPlainText()
    choose(panel, "Python (nncore)")
    assert "import nncore as nn" in panel.editor.toPlainText()
    choose(panel, "Printed tree")
    assert "(1): nn.Linear(4 -> 3)" in panel.editor.toPlainText()
    assert panel.editor.isReadOnly()
    session.apply("Set", edits.set_arguments(session.document, 1, {"outputSize": 7}))
    assert "(1): nn.Linear(4 -> 7)" in panel.editor.toPlainText()


def test_what_is_selected_is_marked(panel: CodePanel, session: Session) -> None:
    session.select([2, 3])
    assert marked(panel) == ["nn.Tanh()", "nn.Linear(3, 1)"]
    session.select()
    assert marked(panel) == []


def test_the_cursor_selects_the_module_around_it(panel: CodePanel, session: Session) -> None:
    put_cursor(panel, "Tanh")
    assert session.selection == {2}
    put_cursor(panel, "require")
    assert session.selection == frozenset()
    put_cursor(panel, "nn.Linear(4, 3))\n  :add(nn.Tanh())", 33)
    assert session.selection == {1, 2}
    put_cursor(panel, "nn.MSE")
    assert session.document.criterion is not None
    assert session.selection == {session.document.criterion.id}


def test_typing_becomes_the_model_after_a_pause_as_one_step(
    qtbot: QtBot, panel: CodePanel, session: Session
) -> None:
    before = session.document
    replace(qtbot, panel, "nn.Tanh", "nn.Sigmoid")
    assert session.document is before
    qtbot.waitUntil(lambda: session.document is not before, timeout=5000)
    modules = [child.module for child in session.document.root.children]
    assert modules == ["Linear", "Linear", "Sigmoid"]
    assert session.document.node(1) is before.node(1)
    assert session.undo_words == "Edit the code"
    session.undo()
    assert session.document is before
    assert "nn.Tanh()" in panel.editor.toPlainText()


def test_ctrl_return_applies_at_once_and_keeps_the_text(
    qtbot: QtBot, panel: CodePanel, session: Session
) -> None:
    replace(qtbot, panel, "nn.Linear(4, 3)", "nn.Linear( 4, 2 + 1 )")
    replace(qtbot, panel, "nn.Linear(3, 1)", "nn.Linear(3, 2)")
    qtbot.keyClick(panel.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dict(session.document.node(3).args)["outputSize"] == 2
    assert "nn.Linear( 4, 2 + 1 )" in panel.editor.toPlainText()
    session.select([1])
    assert marked(panel) == ["nn.Linear( 4, 2 + 1 )"]


def test_what_cannot_be_read_is_underlined_and_changes_nothing(
    qtbot: QtBot, panel: CodePanel, session: Session
) -> None:
    before = session.document
    replace(qtbot, panel, "nn.Tanh", "nn.Tahn")
    panel.apply()
    assert session.document is before
    assert message(panel) == "Line 7: nn has no module called Tahn. Did you mean Tanh?"
    assert marked(panel) == ["Tahn"]
    (extra,) = panel.editor.extraSelections()
    assert extra.format.property(QTextFormat.Property.TextUnderlineStyle)
    replace(qtbot, panel, "nn.Tahn", "nn.ReLU")
    panel.apply()
    assert message(panel) == ""
    assert "ReLU" in {child.module for child in session.document.root.children}


def test_escape_shows_the_model_again(qtbot: QtBot, panel: CodePanel, session: Session) -> None:
    replace(qtbot, panel, "nn.Tanh", "nn.Tahn")
    panel.apply()
    qtbot.keyClick(panel.editor, Qt.Key.Key_Escape)
    assert "nn.Tanh()" in panel.editor.toPlainText()
    assert message(panel) == ""
    assert marked(panel) == ["nn.Tanh()"]  # as it is selected
    (extra,) = panel.editor.extraSelections()
    assert not extra.format.property(QTextFormat.Property.TextUnderlineStyle)


def test_what_is_typed_is_not_lost_when_the_model_changes(
    qtbot: QtBot, panel: CodePanel, session: Session
) -> None:
    replace(qtbot, panel, "nn.Tanh", "nn.ReLU")
    session.apply("Set", edits.set_arguments(session.document, 1, {"outputSize": 7}))
    assert "nn.ReLU" in panel.editor.toPlainText()
    assert "changed meanwhile" in message(panel)
    qtbot.keyClick(panel.editor, Qt.Key.Key_Escape)
    assert "nn.Linear(4, 7)" in panel.editor.toPlainText()


def test_an_emptied_text_takes_the_model_away_only_when_asked(
    qtbot: QtBot, panel: CodePanel, session: Session
) -> None:
    panel.editor.selectAll()
    qtbot.keyClick(panel.editor, Qt.Key.Key_Delete)
    panel.apply()
    assert session.document.root.children
    assert "takes the whole model away" in message(panel)
    qtbot.keyClick(panel.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not session.document.root.children


def test_a_pasted_model_of_the_tutorial(qtbot: QtBot, panel: CodePanel, session: Session) -> None:
    session.replace(Document(data=examples.tutorial().data))
    text = "H = 3\nmlp = nn.Sequential()\nmlp:add(nn.Linear(4,H)):add(nn.Tanh())\nmlp:add(nn.Linear(H, 1))"
    QGuiApplication.clipboard().setText(f"{text}\nmse = nn.MSECriterion()")
    panel.editor.selectAll()
    panel.editor.paste()
    qtbot.keyClick(panel.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.check.blocker is None
    put_cursor(panel, "H, 1")
    assert [session.document.node(id).module for id in session.selected_nodes] == ["Linear"]


def test_undo_goes_to_the_model_when_nothing_typed_is_left(qtbot: QtBot, panel: CodePanel) -> None:
    replace(qtbot, panel, "nn.Tanh", "nn.ReLU")
    for _ in range(30):
        if not panel.editor.document().isUndoAvailable():
            break
        qtbot.keyClick(panel.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "nn.Tanh" in panel.editor.toPlainText()
    with qtbot.waitSignal(panel.undo_wanted):
        qtbot.keyClick(panel.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_the_selection_alone(panel: CodePanel, session: Session) -> None:
    session.select([2])
    click(panel, "codeSelection")
    assert panel.editor.toPlainText() == "tanh = nn.Tanh()\n"
    assert panel.editor.isReadOnly()
    session.select([1])
    assert panel.editor.toPlainText() == "linear = nn.Linear(4, 3)\n"
    session.select()
    assert panel.editor.toPlainText() == ""
    assert message(panel) == "Nothing is selected."


def test_copy_takes_the_whole_text(panel: CodePanel) -> None:
    click(panel, "codeCopy")
    assert QGuiApplication.clipboard().text() == panel.editor.toPlainText()


def test_characters_beyond_the_first_plane_shift_nothing(
    qtbot: QtBot, panel: CodePanel, session: Session
) -> None:
    put_cursor(panel, "net =")
    panel.editor.insertPlainText("-- 🧠🧠\n")
    panel.apply()
    session.select([2])
    assert marked(panel) == ["nn.Tanh()"]
    session.select()
    start = panel.editor.document().find("Tanh")
    start.clearSelection()
    panel.editor.setTextCursor(start)
    assert session.selection == {2}


def test_hidden_it_writes_nothing_until_it_is_shown(panel: CodePanel, session: Session) -> None:
    panel.hide()
    session.apply("Set", edits.set_arguments(session.document, 1, {"outputSize": 7}))
    assert "nn.Linear(4, 3)" in panel.editor.toPlainText()
    panel.show()
    assert "nn.Linear(4, 7)" in panel.editor.toPlainText()


def test_modules_and_comments_have_the_themes_colours(panel: CodePanel) -> None:
    for mode in ("dark", "light"):
        look.set_mode(mode)
        colours = set()
        for number in range(panel.editor.blockCount()):
            layout = panel.editor.document().findBlockByNumber(number).layout()
            colours |= {piece.format.foreground().color().name() for piece in layout.formats()}
        assert {look.theme.selected, look.theme.text_muted, look.theme.ok_text} <= colours


def test_a_large_model_is_written_when_it_rests(qtbot: QtBot, panel: CodePanel, session: Session) -> None:
    doc = session.document
    for _ in range(LARGE):
        doc, _ = edits.add(doc, "Tanh")
    session.apply("Add", doc)
    assert "tanh2" not in panel.editor.toPlainText()
    qtbot.waitUntil(lambda: f"tanh{LARGE}" in panel.editor.toPlainText(), timeout=5000)
