"""What the window costs training, and training the window.

    python tests/bench/bench_window.py [SECONDS]

For each network, in rounds: training alone; in the window while somebody watches; and while a card is
dragged in circles. Prints the speed in the window as a share of that without one (medians of the rounds), and
how long events wait until they are answered (p50, p99, max), measured by events that another thread posts
at random moments, and by the mouse events of the drag itself.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="netloom-bench-")  # nobody's own settings
sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from app.document import edits, examples
from app.document.model import Document
from app.look import look
from app.program import application
from app.settings import Settings
from app.training.worker import Worker
from app.window import Window

ROUNDS = 5
MODELS: dict[str, Callable[[], Document]] = {
    "4-3-1, batch 5": examples.tutorial,
    "points in the plane": examples.classifier,
}


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


def alone(document: Document, seconds: float) -> float:
    """Steps a second in the worker's thread, with nothing else going on."""
    worker = Worker()
    worker.start()
    worker.load(endless(document))
    worker.run()
    steps = _speed(lambda: worker.step_count, lambda: time.sleep(seconds), lambda: time.sleep(0.3))
    worker.close()
    return steps


def in_window(
    window: Window, document: Document, seconds: float, act: Callable[[], None]
) -> tuple[float, list[float]]:
    """Steps a second while the window is watched and `act` is done 60 times a second; the knocks' waits."""
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

    thread = threading.Thread(target=knock, daemon=True)
    thread.start()
    steps = _speed(lambda: window.runner.step_count, lambda: live(seconds), lambda: live(0.5))
    stop.set()
    thread.join()
    acting.stop()
    window.runner.pause()
    while window.runner.is_running:
        live(0.05)
    return steps, door.waited


def _speed(count: Callable[[], int], wait: Callable[[], None], warm: Callable[[], None]) -> float:
    warm()
    began, first = time.perf_counter(), count()
    wait()
    return (count() - first) / (time.perf_counter() - began)


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
    return f"{p50:8.1f} {p99:8.1f} {most:8.1f}  ({len(seconds)})"


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    app = application()
    look.set_mode("light")
    look.apply(app)
    window = Window(Settings())
    window.resize(1280, 800)
    window.show()
    live(0.5)
    print(f"{'network':22}{'alone':>10}{'watched':>10}{'share':>8}{'dragging':>10}{'share':>8}   steps/s")
    waits: dict[str, list[float]] = {"watched": [], "dragging": [], "a move": []}
    for name, make in MODELS.items():
        rounds = []
        for _ in range(ROUNDS):
            plain = alone(make(), seconds / 2)
            watched, idle = in_window(window, make(), seconds, lambda: None)
            drag = Drag(window)
            dragged, busy = in_window(window, make(), seconds, drag.move)
            drag.release()
            rounds.append((plain, watched, dragged))
            waits["watched"] += idle
            waits["dragging"] += busy
            waits["a move"] += drag.took
        plain, watched, dragged = (median(column) for column in zip(*rounds, strict=True))
        shares = [median(row[place] / row[0] for row in rounds) for place in (1, 2)]
        print(f"{name:22}{plain:10,.0f}{watched:10,.0f}{shares[0]:8.0%}{dragged:10,.0f}{shares[1]:8.0%}")
    print("\nmilliseconds until an event is answered, or a move of the drag is done")
    print(f"{'':22}{'p50':>8} {'p99':>8} {'max':>8}")
    for name, waited in waits.items():
        print(f"{name:22}{percentiles(waited)}")
    window.runner.close()
    os._exit(0)  # nothing is to be saved


if __name__ == "__main__":
    main()
