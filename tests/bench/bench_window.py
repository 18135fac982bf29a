"""What the window costs training, and training the window.

    python tests/bench/bench_window.py [SECONDS]

For each network, in rounds: training alone; in the window while somebody watches loss and gradients; with
each other pair of plots; with the microscope open on one module; and while a card is dragged in circles.
Prints the speed in the window as a share of that without one (medians of the rounds): by the clock, and by
the work of all the program's threads, which what else runs on the machine does not change. Then how much of
the time the window's own thread computes, and how long events wait until they are answered (p50, p99, max),
measured by events that another thread posts at random moments, and by the mouse events of the drag itself.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="netloom-bench-")  # nobody's own settings
sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from app.document import edits
from app.document.model import Document
from app.garbage import keep_what_is_there
from app.look import look
from app.program import application
from app.settings import Settings
from app.training.worker import Worker
from app.window import Window
from tests.bench.window_models import MODELS

ROUNDS = 5
PAIRS = {
    "loss, gradients": ("loss", "gradients"),
    "weights, updates": ("weights", "updates"),
    "accuracy, dead units": ("score", "resting"),
    "histograms": ("spread", "loss"),
}
"""What is watched; the first pair is what the window begins with."""
MICROSCOPE, DRAGGING = "with the microscope", "dragging a card"


class Knock(QEvent):
    KIND = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__(Knock.KIND)
        self.sent = time.perf_counter()


class Door(QObject):
    """Notes how long each knock has waited."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float] = []

    def event(self, event: QEvent) -> bool:
        if isinstance(event, Knock):
            self.waited.append(time.perf_counter() - event.sent)
            return True
        return super().event(event)


def endless(document: Document) -> Document:
    return edits.set_training(document, epochs=10**9)


class Speed(NamedTuple):
    """Steps in a second of the clock, and in a second that the program's threads compute."""

    by_clock: float
    by_work: float


def alone(document: Document, seconds: float) -> Speed:
    """The worker's thread, with nothing else going on."""
    worker = Worker()
    worker.start()
    worker.load(endless(document))
    worker.run()
    steps = _speed(lambda: worker.step_count, lambda: time.sleep(seconds), lambda: time.sleep(0.3))
    worker.close()
    return steps


@dataclass
class Watched:
    """How it went in the window."""

    steps: Speed
    busy: float
    waits: list[float]


def in_window(window: Window, document: Document, seconds: float, act: Callable[[], None]) -> Watched:
    """How it goes while the window is watched and `act` is done 60 times a second."""
    window.session.replace(endless(document))
    window.canvas.frame_all()
    window.runner.run()
    door, stop = Door(), threading.Event()
    acting = QTimer()
    acting.setInterval(16)
    acting.timeout.connect(act)
    acting.start()

    def knock() -> None:
        while not stop.wait(random.uniform(0.004, 0.02)):
            QCoreApplication.postEvent(door, Knock())

    live(0.5)
    thread = threading.Thread(target=knock, daemon=True)
    thread.start()
    worked, began = time.thread_time(), time.perf_counter()
    steps = _speed(lambda: window.runner.step_count, lambda: live(seconds), lambda: None)
    busy = (time.thread_time() - worked) / (time.perf_counter() - began)
    stop.set()
    thread.join()
    acting.stop()
    window.runner.pause()
    while window.runner.is_running:
        live(0.05)
    return Watched(steps, busy, door.waited)


def _speed(count: Callable[[], int], wait: Callable[[], None], warm: Callable[[], None]) -> Speed:
    warm()
    began, worked, first = time.perf_counter(), time.process_time(), count()
    wait()
    done = count() - first
    return Speed(done / (time.perf_counter() - began), done / (time.process_time() - worked))


def live(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


class Drag:
    """The mouse holding a card and moving it in a circle; each move's own duration is noted."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._at: QPoint | None = None
        self._turn = 0.0
        self.took: list[float] = []

    def move(self) -> None:
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
        if self._at is not None:
            QTest.mouseRelease(self._window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=self._at)


def percentiles(seconds: list[float]) -> str:
    p50, p99, most = (float(value) * 1000 for value in np.percentile(seconds, (50, 99, 100)))
    return f"{p50:8.1f}{p99:8.1f}{most:8.1f}"


def microscope(window: Window, on: bool) -> None:
    """Opens the microscope, or puts the modules in front of it again."""
    window.go_to("microscope" if on else "modules")
    window.session.select([])
    live(0.3)


def select(window: Window) -> None:
    """Has the microscope show the first module that has parameters."""
    if not window.session.selection:
        window.session.select([window.runner.curves.nodes[0]])


def show(window: Window, pair: tuple[str, ...]) -> None:
    """Has the window show these plots."""
    for id in pair:
        if id not in window.plots.choice.shown:
            window.plots.choose(id)
    live(0.3)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    app = application()
    look.set_mode("light")
    look.apply(app)
    window = Window(Settings())
    window.resize(1280, 800)
    window.restore()
    window.show()
    live(0.5)
    keep_what_is_there()
    print(f"{'':28}{'steps/s':>10}{'share':>8}{'work':>8}{'window':>8}{'p50':>8}{'p99':>8}{'max':>8} ms")
    for name, make in MODELS.items():
        measure(window, name, make, seconds)
    window.runner.close()
    os._exit(0)  # nothing is to be saved


def measure(window: Window, name: str, make: Callable[[], Document], seconds: float) -> None:
    """Prints a network's lines."""
    plain: list[Speed] = []
    found: dict[str, list[tuple[Speed, Watched]]] = {title: [] for title in (*PAIRS, MICROSCOPE, DRAGGING)}
    moves: list[float] = []
    for _ in range(ROUNDS):
        for title, pair in PAIRS.items():
            show(window, pair)
            plain.append(alone(make(), seconds / 2))
            found[title].append((plain[-1], in_window(window, make(), seconds, lambda: None)))
        show(window, PAIRS["loss, gradients"])
        drag = Drag(window)
        microscope(window, True)
        found[MICROSCOPE].append((plain[-1], in_window(window, make(), seconds, lambda: select(window))))
        microscope(window, False)
        found[DRAGGING].append((plain[-1], in_window(window, make(), seconds, drag.move)))
        drag.release()
        moves += drag.took
    print(f"{name:28}{median(speed.by_clock for speed in plain):10,.0f}   without a window", flush=True)
    for title, rounds in found.items():
        share = median(watched.steps.by_clock / alone.by_clock for alone, watched in rounds)
        work = median(watched.steps.by_work / alone.by_work for alone, watched in rounds)
        busy = median(watched.busy for _, watched in rounds)
        steps = median(watched.steps.by_clock for _, watched in rounds)
        waits = [wait for _, watched in rounds for wait in watched.waits]
        print(
            f"    {title:24}{steps:10,.0f}{share:8.0%}{work:8.0%}{busy:8.0%}{percentiles(waits)}", flush=True
        )
    print(f"    {'a move of the drag':24}{'':34}{percentiles(moves)}", flush=True)


if __name__ == "__main__":
    main()
