"""A window with the tutorial's network in it, as a person has it before them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.document import examples
from app.look import look
from app.settings import SETTINGS, Settings
from app.window import Window


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    settings = Settings()
    _first(settings)
    look.set_mode("light")
    look.set_scale(1)
    look.apply(QApplication.instance())
    window = Window(settings)
    qtbot.addWidget(window, before_close_func=_let_go)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.replace(examples.tutorial())
    window.canvas.frame_all()
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.actions_.keymap.reset_all()
    _first(settings)
    look.set_mode("light")
    look.set_scale(1)


def _let_go(window: Window) -> None:
    """What was done to the model is not asked about."""
    window.recovery.forget()
    window._is_closing = True


def _first(settings: Settings) -> None:
    """All settings as at the first start."""
    for setting in SETTINGS:
        settings.set(setting.value.name, None)
    settings._store.remove("lately")
    settings._store.remove("keys")
    settings._store.remove("plots")
