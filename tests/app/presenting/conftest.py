"""A window on a screen of 1920 × 1080 in which a model can be presented."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.document.examples import tutorial
from app.look import look
from app.presenting import sizes
from app.settings import SETTINGS, Settings
from app.window import Window

SCREEN = QSize(1920, 1080)


class Theatre:
    """Presents as on a screen of that size: the off-screen one of the tests is smaller."""

    def __init__(self, window: Window, bot: QtBot) -> None:
        self.window, self.bot = window, bot

    def begin(self) -> None:
        self.window.canvas.setFocus()
        self.window.actions_["present"].trigger()
        self.bot.waitUntil(lambda: self.window.canvas.viewport().size() == SCREEN)
        self.settle()

    def settle(self) -> None:
        """Until nothing is to be set for the room any more."""
        self.bot.waitUntil(lambda: not self.window.presenting.is_setting)


@pytest.fixture
def theatre(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Theatre]:
    monkeypatch.setattr(sizes, "screen_of", lambda window: SCREEN)
    settings = Settings()
    for setting in SETTINGS:
        settings.set(setting.value.name, None)
    look.set_mode("dark")
    settings.theme = "dark"
    look.set_scale(1)
    look.apply(QApplication.instance())
    window = Window(settings)
    qtbot.addWidget(window, before_close_func=_let_go)
    window.resize(1280, 760)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.replace(tutorial())
    window.canvas.frame_all()
    yield Theatre(window, qtbot)
    window.presenting.end()
    for setting in SETTINGS:
        settings.set(setting.value.name, None)
    look.project(False, "light", 1.0)


def _let_go(window: Window) -> None:
    window.recovery.forget()
    window._is_closing = True
