"""The settings: declared once, kept, refused in words, brought about at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.look import look
from app.look.motion import motion
from app.panels.plot_choice import PlotChoice
from app.preferences.dialog import SettingsDialog
from app.preferences.follow import remember_plots
from app.settings import SETTINGS, Settings
from app.window import Window
from nncore.errors import NNError

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = [setting.value.name for setting in SETTINGS]


def opened(window: Window, qtbot: QtBot) -> SettingsDialog:
    QTest.keyClick(window, Qt.Key.Key_Comma, CTRL)
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is not None)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


def enter(dialog: SettingsDialog, name: str, text: str) -> None:
    """Types a value into a field of numbers."""
    editor = dialog.findChild(QWidget, f"setting:{name}")
    field = editor.findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.value.name)
def test_every_setting_has_a_field_that_explains_it(window: Window, qtbot: QtBot, setting) -> None:
    dialog = opened(window, qtbot)
    editor = dialog.findChild(QWidget, f"setting:{setting.value.name}")
    assert editor.accessibleName() == setting.title
    note = dialog.findChild(QLabel, f"setting:{setting.value.name}:note")
    assert setting.value.meaning[1:] in note.text()


def test_a_value_counts_at_once_and_at_the_next_start(window: Window, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    enter(dialog, "text_size", "150")
    assert look.scale == 1.5
    assert Settings().scale == 1.5
    theme = dialog.findChild(QComboBox, "setting:theme")
    theme.setFocus()
    QTest.keyClicks(theme, "dark")
    qtbot.waitUntil(lambda: look.theme.is_dark)
    assert Settings().theme == "dark"


def test_what_does_not_fit_is_refused_with_the_range_and_changes_nothing(
    window: Window, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    enter(dialog, "text_size", "1000")
    note = dialog.findChild(QLabel, "setting:text_size:note")
    assert "from 90 to 300" in note.text()
    assert look.scale == 1
    with pytest.raises(NNError):
        window.settings.set("text_size", 1000)


def test_what_is_set_elsewhere_is_shown_and_the_defaults_come_back(window: Window, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    window.actions_["theme_dark"].trigger()
    theme = dialog.findChild(QComboBox, "setting:theme")
    assert theme.currentText() == "dark"
    QTest.mouseClick(dialog.findChild(QWidget, "reset:Look"), Qt.MouseButton.LeftButton)
    assert window.settings.theme == "system"
    assert theme.currentText() == "system"


def test_the_settings_do_what_they_say(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "mode", "full")
    assert motion.duration(200) == 200
    window.settings.set("motion", "reduced")
    assert motion.duration(200) == 0
    hint = window.findChild(QLabel, "hint")
    assert not hint.isHidden()
    window.settings.set("hints", False)
    assert hint.isHidden()
    window.settings.set("recent_files", 0)
    assert window.settings.recent == []


@pytest.mark.parametrize("name", NAMES)
def test_nonsense_in_the_store_counts_as_the_default(window: Window, name: str) -> None:
    settings = window.settings
    settings._store.setValue(f"settings/{name}", '["what"]')
    first = settings.get(name)
    settings._store.setValue(f"settings/{name}", "{")
    assert settings.get(name) == first
    settings.set(name, None)
    assert settings.get(name) == first


def test_the_plots_that_were_chosen_are_shown_again(window: Window) -> None:
    assert window.plots.choice.shown == ("loss", "gradients")
    window.plots.choose("score")
    window.plots.choice.show_these(("loss",))  # as presenting does: nobody chose this
    again = Settings()
    assert again.plots == ("score", "gradients")
    choice = PlotChoice()
    remember_plots(choice, again)
    assert choice.shown == ("score", "gradients")
    again.plots = ("no such plot",)
    plain = PlotChoice()
    remember_plots(plain, again)
    assert plain.shown == ("loss", "gradients")
