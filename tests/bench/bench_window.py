"""What the window costs training, and training the window.

    python tests/bench/bench_window.py [SECONDS] [NAME ...]

For each network, in rounds: training alone, then in the window with a pair of plots shown, with a module
selected, with each panel that follows training in front, with a wire's values beside the pointer, and while a
card is dragged in circles. A NAME is a part of a network's name or of a row's ("4-3-1", "surface"); with any,
only these are measured.

Prints the speed in the window as a share of that without one (medians of the rounds): by the clock, and by
the work of all the program's threads, which what else runs on the machine does not change; beside it the
least share that is asked for. Then how much of the time the window's own thread computes, and how long events
wait until they are answered (p50, p99, max; at most 16 ms and 60 ms are asked for), measured by events that
another thread posts at random moments, and by the mouse events of the drag itself.
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
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from app.document import edits
from app.document.model import Document
from app.garbage import Sweeper, keep_what_is_there
from app.look import look
from app.program import application
from app.settings import Settings
from app.training.worker import Worker
from app.window import Window
from tests.bench.window_models import MODELS
from tests.bench.window_rows import ROWS, Drag, Row, live

ROUNDS = 3
SECONDS = 2.0


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


def percentiles(seconds: list[float]) -> str:
    p50, p99, most = (float(value) * 1000 for value in np.percentile(seconds, (50, 99, 100)))
    return f"{p50:8.1f}{p99:8.1f}{most:8.1f}"


def main() -> None:
    seconds, networks, rows = chosen(sys.argv[1:])
    app = application()
    look.set_mode("light")
    look.apply(app)
    window = Window(Settings())
    window.resize(1280, 800)
    window.restore()
    window.show()
    live(0.5)
    keep_what_is_there()
    Sweeper(window)
    head = ("steps/s", "share", "asked", "work", "window", "p50", "p99", "max")
    print(f"{'':28}{head[0]:>10}" + "".join(f"{word:>8}" for word in head[1:]) + " ms")
    for name in networks:
        measure(window, name, rows, seconds)
    window.runner.close()
    os._exit(0)  # nothing is to be saved


def chosen(words: list[str]) -> tuple[float, list[str], list[Row]]:
    """The seconds, networks and rows that a command line asks for."""
    is_timed = bool(words) and words[0].replace(".", "", 1).isdigit() and float(words[0]) < 60  # not "784"
    seconds, names = float(words[0]) if is_timed else SECONDS, words[1:] if is_timed else words
    networks = [name for name in MODELS if any(word in name for word in names)]
    rows = [row for row in ROWS if any(word in row.name for word in names)]
    unknown = [word for word in names if not any(word in name for name in (*MODELS, *(r.name for r in ROWS)))]
    if unknown:
        sys.exit(f"no network or row is called {unknown[0]}; there are {', '.join(r.name for r in ROWS)}")
    return seconds, networks or [*MODELS], rows or [*ROWS]


def measure(window: Window, name: str, rows: list[Row], seconds: float) -> None:
    """Prints a network's lines."""
    make = MODELS[name]
    plain = [alone(make(), seconds / 2)]
    found: dict[str, list[tuple[Speed, Watched]]] = {row.name: [] for row in rows}
    moves: list[float] = []
    for _ in range(ROUNDS):
        for row in rows:
            act = row.prepare(window)
            live(0.3)
            watched = in_window(window, make(), seconds, act)
            if isinstance(drag := getattr(act, "__self__", None), Drag):
                drag.release()
                moves += drag.took
            plain.append(alone(make(), seconds / 2))
            before, after = plain[-2:]  # what else the machine does slows what lies between as well
            beside = Speed(*((a + b) / 2 for a, b in zip(before, after, strict=True)))
            found[row.name].append((beside, watched))
    print(f"{name:28}{median(speed.by_clock for speed in plain):10,.0f}   without a window", flush=True)
    for row in rows:
        report(row, name, found[row.name])
    if moves:
        print(f"    {'a move of the drag':24}{'':42}{percentiles(moves)}", flush=True)


def report(row: Row, name: str, rounds: list[tuple[Speed, Watched]]) -> None:
    """Prints a line."""
    share = median(watched.steps.by_clock / alone.by_clock for alone, watched in rounds)
    work = median(watched.steps.by_work / alone.by_work for alone, watched in rounds)
    busy = median(watched.busy for _, watched in rounds)
    steps = median(watched.steps.by_clock for _, watched in rounds)
    waits = [wait for _, watched in rounds for wait in watched.waits]
    floor = row.floor(name)
    asked = f"{floor:8.0%}" if floor else f"{'':8}"
    print(
        f"    {row.name:24}{steps:10,.0f}{share:8.0%}{asked}{work:8.0%}{busy:8.0%}{percentiles(waits)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
