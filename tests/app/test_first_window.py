"""The window at the very first start, on small and large screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.canvas.layout.arrange import arrange
from app.canvas.paint.names import fits
from app.document import edits
from app.document.check import check
from app.look import look
from app.program import first_size
from app.settings import SETTINGS, Settings
from app.window import Window
from tests.desktop.networks import NETWORKS, built


def test_it_takes_most_of_the_screen() -> None:
    assert first_size(QSize(1280, 800)) == QSize(1280, 800)
    large = first_size(QSize(1920, 1080))
    assert 1740 <= large.width() <= 1920
    assert 980 <= large.height() <= 1080


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    settings = Settings()
    for setting in SETTINGS:
        settings.set(setting.value.name, None)
    settings._store.remove("window")
    look.apply(QApplication.instance())
    window = Window(settings)
    qtbot.addWidget(window, before_close_func=_let_go)
    window.resize(1280, 800)
    window.restore()
    window.show()
    qtbot.waitExposed(window)
    yield window
    settings._store.remove("window")


def _let_go(window: Window) -> None:
    window.recovery.forget()
    window._is_closing = True


@pytest.mark.parametrize("name", ["residual", "sparse and dense", "two branches"])
def test_sizes_can_be_read_and_plots_are_high_on_a_small_screen(
    window: Window, qtbot: QtBot, name: str
) -> None:
    document = built(NETWORKS[name])
    window.files.new(edits.move(document, arrange(document, check(document))))
    window.canvas.frame_all()
    zoom = window.canvas.camera.scale
    shown = [spot.box for spot in window.canvas.stage.plan.spots.values() if spot.box.category == "simple"]
    with_sizes = [box for box in shown if box.sizes and not box.children]
    assert with_sizes
    assert zoom >= 0.6 or all(fits(box.title, box.sizes, zoom, box.w - 17, 52) for box in with_sizes)
    qtbot.waitUntil(lambda: len(window.plots.shown) == 2)
    assert all(view.plot.height() >= 190 for view in window.plots.shown)
