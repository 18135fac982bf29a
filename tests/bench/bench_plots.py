"""Whether a long history stays quick to look at, and an hour's run keeps memory flat.

    python tests/bench/bench_plots.py

A million batches, with the norms of eight modules, are put into the plots; then the wheel zooms in and out
and the mouse pans, and each act is timed until it is painted (p50, p99, max, in milliseconds). Then curves
are filled as in an hour at 60,000 batches a second, a second at a time, with the histograms taken
meanwhile; what the plots hold (tracemalloc) and the whole program's memory are printed every ten minutes of
it. Before that a real run of some seconds, with the memory of the program before and after.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="netloom-bench-")  # nobody's own settings
sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.document import edits, examples
from app.look import look
from app.panels.plot_view import PlotView
from app.panels.plots import PlotsPanel
from app.program import application
from app.runner import Runner
from app.session import Session
from app.training.glance import Glance
from app.training.rings import Rings
from app.training.spread import spread

MILLION, MODULES = 1_000_000, 8
HOUR, SPEED, NORMS_A_SECOND, LOOKS_A_SECOND = 3600, 60_000, 500, 5
REAL = 20.0


def live(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def fill(runner: Runner, batches: int, modules: int) -> None:
    """Puts a noisy, falling history into the runner's curves."""
    draw, curves = np.random.default_rng(0), runner.curves
    curves._follow(Rings(tuple(range(1, modules + 1))))
    x = np.arange(1.0, batches + 1)
    curves.batches.extend(x, 1 / np.sqrt(x) + 0.05 * draw.random(batches))
    for curve, columns in ((curves._norms, modules), (curves._sizes, 2 * modules)):
        curve.extend(x, draw.random((batches, columns)) / np.sqrt(x)[:, None])


def painted(view: PlotView, act: object) -> float:
    """Seconds that an act takes until it is on the screen."""
    began = time.perf_counter()
    act()  # type: ignore[operator]
    view.draw()
    view.plot.view.viewport().repaint()
    view.plot.labels.repaint()
    return time.perf_counter() - began


def wheel(view: PlotView, turn: int, at: QPointF) -> None:
    port = view.plot.view.viewport()
    none, modifiers = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    angle = QPoint(0, turn)
    everywhere = QPointF(port.mapToGlobal(at.toPoint()))
    event = QWheelEvent(at, everywhere, QPoint(), angle, none, modifiers, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(port, event)


def zoom(view: PlotView) -> list[float]:
    """In by forty turns of the wheel at a place, along, and out again."""
    box = view.plot.view.box
    at = QPointF(box.width() * 0.6, box.height() * 0.5)
    took = [painted(view, lambda: wheel(view, 120, at)) for _ in range(40)]
    took += [painted(view, lambda: box.translateBy(x=0.05 * box.viewRect().width())) for _ in range(40)]
    return took + [painted(view, lambda: wheel(view, -120, at)) for _ in range(40)]


def report(name: str, took: list[float]) -> None:
    p50, p99, most = (1000 * float(value) for value in np.percentile(took, (50, 99, 100)))
    print(f"    {name:24}{p50:8.1f}{p99:8.1f}{most:8.1f}", flush=True)


def resident() -> float:
    """Megabytes of memory that this program holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def an_hour(runner: Runner, panel: PlotsPanel) -> None:
    """Fills curves and histograms as an hour's run does."""
    draw, curves = np.random.default_rng(1), runner.curves
    curves._follow(Rings(tuple(range(1, MODULES + 1))))
    for curve in (curves.batches, curves._norms, curves._sizes, curves.epochs, curves.scores):
        curve.cut(0)
    rows = {("output", node): spread(draw.normal(size=4096)) for node in range(1, MODULES + 1)}
    tracemalloc.start()
    print(f"\n{'an hour, in minutes':28}{'plots hold, MB':>16}{'program, MB':>14}{'buckets':>10}")
    for second in range(HOUR + 1):
        if second % 600 == 0:
            held = tracemalloc.get_traced_memory()[0] / 2**20
            print(
                f"    {second // 60:<24}{held:16.2f}{resident():14.0f}{len(curves.batches):10,}", flush=True
            )
        first = second * SPEED
        x = np.arange(first + 1.0, first + SPEED + 1)
        curves.batches.extend(x, draw.random(SPEED))
        curves.epochs.extend(x, draw.random(SPEED))
        some = x[:: SPEED // NORMS_A_SECOND]
        curves._norms.extend(some, draw.random((len(some), MODULES)))
        curves._sizes.extend(some, draw.random((len(some), 2 * MODULES)))
        for look_ in range(LOOKS_A_SECOND):
            panel.sampler.glances.add(Glance(first + look_ * SPEED // LOOKS_A_SECOND + 1, rows))  # type: ignore[arg-type]
    tracemalloc.stop()


def a_real_run(session: Session, runner: Runner) -> None:
    """The tutorial's network in the plots for some seconds; the first half is for warming up."""
    session.replace(edits.set_training(examples.tutorial(), epochs=10**9))
    runner.run()
    live(REAL / 2)
    gc.collect()
    before, steps = resident(), runner.step_count
    live(REAL / 2)
    gc.collect()
    print(f"\n{runner.step_count - steps:,} batches of 4-3-1 in the plots: {resident() - before:+.1f} MB")
    runner.pause()
    while runner.is_running:
        live(0.05)


def main() -> None:
    app = application()
    look.set_mode("light")
    look.apply(app)
    session = Session(examples.tutorial())
    runner = Runner(session)
    panel = PlotsPanel(session, runner)
    panel.resize(1600, 400)
    panel.show()
    live(0.3)
    a_real_run(session, runner)
    fill(runner, MILLION, MODULES)
    print(f"\n{f'{MILLION:,} batches':28}{'p50':>8}{'p99':>8}{'max':>8} ms until it is painted")
    loss = panel.view("loss")
    loss.source.by_batch = True  # type: ignore[attr-defined]
    for id, name in (("loss", "loss by batch"), ("gradients", f"gradients of {MODULES}")):
        view = panel.view(id)
        panel.refresh()
        view.plot.follow()
        report(name, zoom(view))
    an_hour(runner, panel)
    runner.close()
    os._exit(0)  # nothing is to be saved


if __name__ == "__main__":
    main()
