"""What is shown and done in the window while its cost to training is measured: one row of the table each."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from app.window import Window

SMALL, LARGE, LIVE = 0.75, 0.88, 0.6
"""The least shares that issue 5 asks for: small networks, the large one, and with the microscope open."""


class Row(NamedTuple):
    """One line of the table: `prepare` opens what is to be seen; what it gives is done 60 times a second."""

    name: str
    prepare: Callable[[Window], Callable[[], None]]
    is_held: bool
    """Whether the floors hold for it."""
    is_microscope: bool = False

    def floor(self, network: str) -> float | None:
        """The least share of the speed without a window that is asked for; None where nothing is."""
        if not self.is_held:
            return None
        return LIVE if self.is_microscope else LARGE if network.startswith("784") else SMALL


def live(seconds: float) -> None:
    """Lets the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def nothing() -> None:
    """Nobody touches anything."""


class Drag:
    """The mouse holding a card and moving it in a circle; each move's own duration is noted."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._at: QPoint | None = None
        self._turn = 0.0
        self.took: list[float] = []

    def move(self) -> None:
        """Presses the button the first time, then moves."""
        port = self._window.canvas.viewport()
        began = time.perf_counter()
        if self._at is None:
            card = self._window.canvas.where({"node": 1})
            assert card is not None
            at = QPoint(card["x"] + card["w"] // 2, card["y"] + card["h"] // 2)
            self._at = port.mapFromGlobal(at)
            QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=self._at)
        self._turn += 0.2
        aside = QPoint(round(60 * np.cos(self._turn)), round(60 * np.sin(self._turn)))
        QTest.mouseMove(port, self._at + aside)
        self.took.append(time.perf_counter() - began)

    def release(self) -> None:
        """Lets the card go."""
        if self._at is not None:
            QTest.mouseRelease(self._window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=self._at)


def _plain(window: Window) -> None:
    """Nothing is selected, what stands in front is what does at the first start."""
    window.session.select([])
    for place in ("modules", "inspector"):
        window.go_to(place)


def _plots(pair: tuple[str, str], window: Window) -> Callable[[], None]:
    _plain(window)
    for id in pair:
        if id not in window.plots.choice.shown:
            window.plots.choose(id)
    return nothing


def _usual(window: Window) -> None:
    _plots(("loss", "gradients"), window)


def _selecting(window: Window) -> Callable[[], None]:
    """Selects the first module that has parameters, once it is known which that is."""

    def act() -> None:
        if not window.session.selection and window.runner.curves.nodes:
            window.session.select([window.runner.curves.nodes[0]])

    return act


def _selected(window: Window) -> Callable[[], None]:
    _usual(window)
    return _selecting(window)


def _microscope(window: Window) -> Callable[[], None]:
    _usual(window)
    window.go_to("microscope")
    return _selecting(window)


def _place(place: str, window: Window) -> Callable[[], None]:
    _usual(window)
    window.go_to(place)
    return nothing


def _predictions(view: str, window: Window) -> Callable[[], None]:
    _usual(window)
    window.go_to("predictions")
    window.predictions.choose(view)
    return nothing


def _hover(window: Window) -> Callable[[], None]:
    """The pointer moves on a wire, a pixel to and fro, so that its values are shown."""
    _usual(window)
    turn = 0

    def act() -> None:
        nonlocal turn
        turn += 1
        if turn % 15:
            return
        tracks = window.canvas.stage.plan.tracks
        spot = next(iter(tracks.values())).curve.middle[0]
        at = window.canvas.mapFromScene(*spot)
        QTest.mouseMove(window.canvas.viewport(), at + QPoint(turn // 15 % 2, 0))

    return act


def _dragging(window: Window) -> Callable[[], None]:
    _usual(window)
    return Drag(window).move


ROWS = (
    Row("loss, gradients", partial(_plots, ("loss", "gradients")), True),
    Row("weights, updates", partial(_plots, ("weights", "updates")), True),
    Row("accuracy, dead units", partial(_plots, ("score", "resting")), True),
    Row("histograms", partial(_plots, ("spread", "loss")), True),
    Row("a module selected", _selected, True),
    Row("microscope", _microscope, True, is_microscope=True),
    Row("bugs lab", partial(_place, "lab"), False),
    Row("runs", partial(_place, "runs"), False),
    Row("surface", partial(_predictions, "surface"), False),
    Row("classes", partial(_predictions, "confusion"), False),
    Row("worst examples", partial(_predictions, "worst"), False),
    Row("values on hover", _hover, False),
    Row("dragging a card", _dragging, False),
)
