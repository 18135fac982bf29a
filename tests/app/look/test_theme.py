"""Choosing a theme dresses the whole program, now and later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.look import look, restyle
from app.look.theme import Look
from app.look.tokens import DARK, LIGHT


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Look]:
    fresh = Look()
    fresh.set_mode("light")
    fresh.apply(qapp)
    yield fresh
    qapp.setStyleSheet("")
    qapp.styleHints().colorSchemeChanged.disconnect(fresh._follow)


def test_the_palette_and_the_fonts_are_the_themes(qapp: QApplication, dressed: Look) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.background
    assert qapp.font().family() == "Inter"
    dressed.set_mode("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.background
    assert DARK.background in qapp.styleSheet()


def test_a_change_is_told_once_and_only_when_there_is_one(qtbot: QtBot, dressed: Look) -> None:
    with qtbot.waitSignal(dressed.changed):
        dressed.set_mode("dark")
    assert (dressed.theme, dressed.mode) == (DARK, "dark")
    with qtbot.assertNotEmitted(dressed.changed):
        dressed.set_mode("dark")


def test_system_follows_the_desktop(dressed: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    dressed.set_mode("system")
    for scheme, theme in (
        (Qt.ColorScheme.Dark, DARK),
        (Qt.ColorScheme.Light, LIGHT),
        (Qt.ColorScheme.Unknown, LIGHT),
    ):
        monkeypatch.setattr("app.look.theme.desktop_scheme", lambda scheme=scheme: scheme)
        dressed._follow()
        assert dressed.theme is theme


def test_an_explicit_choice_ignores_the_desktop(dressed: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.look.theme.desktop_scheme", lambda: Qt.ColorScheme.Dark)
    dressed._follow()
    assert dressed.theme is LIGHT


def test_the_scale_enlarges_words_and_controls(qtbot: QtBot, qapp: QApplication, dressed: Look) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    before = field.sizeHint().height()
    dressed.set_scale(2.0)
    assert qapp.font().pixelSize() == 28
    assert dressed.scaled(20) == 40
    assert field.sizeHint().height() > 1.6 * before
    dressed.set_scale(99)
    assert dressed.scale == 3.0


def test_a_refused_value_and_the_chief_button_can_be_seen(qtbot: QtBot, dressed: Look) -> None:
    field, button = QLineEdit("-3"), QPushButton("Run")
    for widget in (field, button):
        qtbot.addWidget(widget)
        widget.resize(80, 40)
    restyle(field, invalid=True)
    restyle(button, kind="primary")
    assert field.grab().toImage().pixelColor(0, 20).name() == LIGHT.fault
    assert button.grab().toImage().pixelColor(6, 20).name() == LIGHT.accent
    restyle(field, invalid=False)
    assert field.grab().toImage().pixelColor(0, 20).name() == LIGHT.outline


@pytest.mark.parametrize("buttons", list(QDoubleSpinBox.ButtonSymbols))
def test_a_number_is_not_squeezed_out_of_its_field(
    qtbot: QtBot, dressed: Look, buttons: QDoubleSpinBox.ButtonSymbols
) -> None:
    field = QDoubleSpinBox(value=12.34)
    field.setButtonSymbols(buttons)
    qtbot.addWidget(field)
    field.resize(field.sizeHint())
    field.show()
    words = field.lineEdit()
    assert words.width() >= words.fontMetrics().horizontalAdvance("12.34") + 4
    assert field.alignment() & Qt.AlignmentFlag.AlignRight


def test_the_program_has_one_look() -> None:
    from app import look as package

    assert package.look is look


def test_a_colour_is_asked_for_by_name(dressed: Look) -> None:
    assert dressed.colour("forward").name() == LIGHT.forward
    assert dressed.colour("simple").name() == LIGHT.category("simple")
