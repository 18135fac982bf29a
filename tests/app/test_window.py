"""The window as a whole: files, the question about unsaved changes, themes, help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from app.commands import everything
from app.document import edits, examples
from app.look import look
from app.settings import Settings
from app.window import Window


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    settings = Settings()
    settings.forget_recent()
    look.apply(QApplication.instance())
    window = Window(settings)
    qtbot.addWidget(window, before_close_func=lambda shown: shown.recovery.forget())
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window._is_closing = True
    for box in window.findChildren(QMessageBox):
        box.close()


def box(window: Window, qtbot: QtBot, name: str) -> QWidget:
    """The dialog of that name, once it can be seen."""

    def shown() -> QWidget | None:
        found = (widget for widget in window.findChildren(QWidget, name) if widget.isVisible())
        return next(found, None)

    qtbot.waitUntil(lambda: shown() is not None)
    dialog = shown()
    assert dialog is not None
    return dialog


def press(window: Window, qtbot: QtBot, button: str) -> None:
    found = box(window, qtbot, button)
    assert isinstance(found, QPushButton)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def change(window: Window) -> None:
    document, _ = edits.add(window.session.document, "Tanh")
    window.session.apply("Add Tanh", document)


def test_what_is_saved_opens_again_the_same(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.files.new(examples.tutorial())
    window.runner.run()
    qtbot.waitUntil(lambda: not window.runner.is_running)
    document, losses = window.session.document, window.session.checkpoint.losses
    path = tmp_path / "model.netloom"
    window.files.save_to(path)
    assert not window.session.is_modified
    assert window.windowTitle().startswith("model[*]")
    window.files.new()
    assert window.session.path is None
    assert window.files.open_now(path)
    assert window.session.document == document
    assert window.session.checkpoint.losses == losses
    assert window.settings.recent == [path]


def test_a_file_that_cannot_be_read_changes_nothing_and_says_why(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    change(window)
    before = window.session.document
    foreign = tmp_path / "foreign.netloom"
    foreign.write_text("not a model")
    assert not window.files.open_now(foreign)
    fault = box(window, qtbot, "fileFault")
    assert isinstance(fault, QMessageBox)
    assert "foreign.netloom" in fault.informativeText()
    assert window.session.document is before


def test_unsaved_changes_are_asked_about_and_can_be_kept(window: Window, qtbot: QtBot) -> None:
    change(window)
    before = window.session.document
    window.files.new()
    press(window, qtbot, "unsavedCancel")
    assert window.session.document is before
    window.files.new()
    press(window, qtbot, "unsavedDiscard")
    assert not window.session.document.root.children


def test_saving_in_answer_to_the_question_goes_on_with_what_was_asked(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "model.netloom"
    window.files.save_to(path)
    change(window)
    window.files.new()
    press(window, qtbot, "unsavedSave")
    assert not window.session.document.root.children
    assert window.session.path is None
    window.files.open_now(path)
    assert [node.module for node in window.session.document.root.children] == ["Tanh"]


def test_closing_with_unsaved_changes_asks_first(window: Window, qtbot: QtBot) -> None:
    change(window)
    assert not window.close()
    press(window, qtbot, "unsavedDiscard")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_unsaved_work_is_offered_and_opens_as_a_copy(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "model.netloom"
    window.files.save_to(path)
    change(window)
    window.recovery.write()
    window.recovery.wait()
    left = next(tmp_path.glob(".model*")).read_bytes()
    window.session.undo()
    window.recovery.forget()
    (tmp_path / ".model.netloom.unsaved").write_bytes(left)
    window.files.open_now(path)
    press(window, qtbot, "recoveryOpen")
    assert [node.module for node in window.session.document.root.children] == ["Tanh"]
    assert (window.session.path, window.session.is_modified) == (None, True)
    window.files.save_to(tmp_path / "other.netloom")
    assert not list(tmp_path.glob(".model*"))


def test_a_theme_is_kept_for_the_next_start(window: Window) -> None:
    window.actions_["theme_dark"].trigger()
    assert look.theme.is_dark
    assert Settings().theme == "dark"
    assert window.actions_["theme_dark"].isChecked()
    window.actions_["theme_light"].trigger()
    assert Settings().theme == "light"


def test_every_command_has_an_action_whose_tooltip_says_why_it_is_off(window: Window) -> None:
    for command in everything():
        action = window.actions_[command.id]
        why_not = command.why_not(window)
        assert action.isEnabled() == (not why_not), command.id
        assert why_not in action.toolTip()


@pytest.mark.parametrize("page", ["first-steps", "presenting", "about"])
def test_the_help_opens_at_each_page(window: Window, qtbot: QtBot, page: str) -> None:
    window.dialogs.help(page)
    text = box(window, qtbot, "helpText")
    assert isinstance(text, QTextBrowser)
    assert len(text.toPlainText()) > 200
    assert "{" not in text.toPlainText()
