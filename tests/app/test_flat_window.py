"""A run that is watched leaves nothing behind in the window: no timers, widgets or items pile up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.document import edits, examples
from app.panels.log import LogPanel
from app.window import Window


@pytest.mark.parametrize("view", ["surface", "worst", "confusion"])
def test_what_is_shown_while_it_trains_does_not_pile_up(qtbot: QtBot, window: Window, view: str) -> None:
    window.session.replace(edits.set_training(examples.classifier(), epochs=10**9))
    window.session.select([window.session.document.root.children[0].id])
    for place in ("microscope", "predictions"):
        window.go_to(place)
    window.predictions.choose(view)
    for id in ("spread", "resting"):
        window.plots.choose(id)
    window.runner.run()
    taken: list[object] = []
    window.looking.changed.connect(lambda: taken.append(None))
    qtbot.waitUntil(lambda: len(taken) > 10 and window.bugs.steps is not None, timeout=30_000)
    before = objects(window)
    qtbot.waitUntil(lambda: len(taken) > 25, timeout=30_000)
    assert objects(window) - before < 10
    log = window.findChild(LogPanel)
    assert isinstance(log, LogPanel) and log.text.document().blockCount() < 700
    window.runner.pause()
    qtbot.waitUntil(lambda: not window.runner.is_running)


def objects(window: Window) -> int:
    """How many of Qt's objects belong to the window, and items to the plots and the canvas."""
    items = sum(len(view.plot.view.scene().items()) for view in window.plots.shown)
    return len(window.findChildren(QObject)) + items + len(window.canvas.scene().items())
