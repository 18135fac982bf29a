"""A window that was closed goes, with all that it held."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from app.document import examples
from app.settings import Settings
from app.window import Window


def test_a_closed_window_does_not_stay_in_memory(qtbot: QtBot) -> None:
    settings = Settings()
    gone = _closed(settings, qtbot)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
    settings.set("minimap", False)  # nobody is there to follow it
    settings.set("minimap", None)


def _closed(settings: Settings, qtbot: QtBot) -> weakref.ref[Window]:
    """A window that has trained, was closed, and is to be deleted."""
    window = Window(settings)
    with qtbot.waitExposed(window):
        window.show()
    window.session.replace(examples.tutorial())
    window.runner.run()
    qtbot.waitUntil(lambda: not window.runner.is_running)
    window.plots.refresh()
    window.recovery.forget()
    window._is_closing = True
    window.close()
    window.deleteLater()
    return weakref.ref(window)
