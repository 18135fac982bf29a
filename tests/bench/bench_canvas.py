"""What the canvas costs on large documents, in the real window, off screen.

    python tests/bench/bench_canvas.py [MODULES ...]

For documents of 100, 1,000 and 5,000 modules nested four deep, in milliseconds (p50, p95): opening; panning
and zooming with the whole in view, half of it, a tenth and at 100 %; the moves of a card that is dragged; one
edit deep inside, one card dropped elsewhere, undo, a module added; the check of an edit, and of a document
never seen; automatic layout of everything. All but the checks and the layout include whatever the window does
about them, the check too, and the frame that shows it; not what the window leaves to the turn after that: the
model's sums, and making the inspector's first card of a class.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="netloom-bench-")  # nobody's own settings
sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.canvas.layout.arrange import arrange
from app.document import edits
from app.document.check import check
from app.document.model import Document, NodeId
from app.garbage import Sweeper, keep_what_is_there
from app.look import look
from app.program import application
from app.settings import Settings
from app.window import Window
from tests.bench.grown import deepest, grown

SIZES = (100, 1_000, 5_000)
REPEATS = 15
FRAMES = 40
Times = list[float]


def timed(act: Callable[[], object]) -> float:
    """How long `act` takes, in milliseconds."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


class Measured:
    """One document in the window, and what was measured of it."""

    def __init__(self, window: Window, modules: int) -> None:
        self.window, self.canvas, self.session = window, window.canvas, window.session
        self.modules = modules
        self.found: dict[str, Times] = {}

    def note(self, name: str, act: Callable[[], object]) -> None:
        self.found.setdefault(name, []).append(timed(act))

    def frame(self) -> None:
        """What has to be laid out and painted anew is, as the next turn of the event loop would."""
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendEvent(self.window, QEvent(QEvent.Type.UpdateRequest))

    def seen(self, act: Callable[[], object]) -> None:
        """`act`, and the frame after it."""
        act()
        self.frame()

    def all(self) -> None:
        self.open()
        for name, part in (("all", 1.0), ("half", 0.5), ("tenth", 0.1)):
            self.look_around(f"frame, {name} in view", part)
        self.look_around("frame, at 100 %", None)
        self.drag()
        self.edit()
        self.check()
        self.lay_out()

    def open(self) -> None:
        for _ in range(3):
            document = grown(self.modules)
            self.note("open", partial(self.seen, partial(self.session.replace, document)))

    def look_around(self, name: str, part: float | None) -> None:
        """Pans in small steps, then zooms in and out."""
        canvas = self.canvas
        canvas.frame_all()
        if part is None:
            canvas.zoom_to(1.0)
        elif part < 1:
            canvas.zoom(1 / part**0.5)
        self.frame()
        for k in range(FRAMES):
            by = QPointF(17, 9) if k < FRAMES / 2 else QPointF(-17, -9)
            self.note(f"{name}, panning", partial(self.seen, partial(canvas.camera.pan, by)))
        for k in range(FRAMES):
            factor = 1.03 if k < FRAMES / 2 else 1 / 1.03
            self.note(f"{name}, zooming", partial(self.seen, partial(canvas.zoom, factor)))

    def drag(self) -> None:
        """A card in the middle, about at 100 %, with a frame after each move, and let go where it was."""
        canvas, id = self.canvas, self._standing()
        self.session.select([id])
        canvas.frame_selection()
        canvas.zoom_to(1.0)
        self.frame()
        port, start = canvas.viewport(), self._middle(id)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        for k in range(FRAMES):
            spot = start + QPoint(10 + 2 * k, 30 + k)
            self.note("a move of a drag", partial(self.seen, partial(QTest.mouseMove, port, spot)))
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start)

    def edit(self) -> None:
        session, inner, card = self.session, deepest(self.session.document).id, self._standing()
        for k in range(REPEATS):
            self._act("a size set", partial(edits.set_arguments, id=inner, values={"bias": bool(k % 2)}))
            session.undo()
            self.frame()
            at = session.document.node(card).at
            place = (at[0], at[1] + 80)
            self._act("a card dropped", partial(edits.move, places={card: place}))
            self.note("undo", partial(self.seen, session.undo))
            self.note("a module added", partial(self.seen, partial(self.canvas.add_module, "Tanh")))
            session.undo()
            self.frame()

    def _act(self, name: str, edit: Callable[[Document], Document]) -> None:
        self.note(name, partial(self.seen, partial(self.session.attempt, name, edit)))

    def check(self) -> None:
        document = self.session.document
        inner = deepest(document).id
        check(document)
        for k in range(REPEATS):
            document = edits.set_arguments(document, inner, {"bias": bool(k % 2)})
            self.note("check of an edit", lambda document=document: check(document))
        self.note("check of all", lambda: check(grown(self.modules)))

    def lay_out(self) -> None:
        document = self.session.document
        self.note("layout of all", lambda: arrange(document, self.session.check))

    def _standing(self) -> NodeId:
        """A single module on the canvas, half way along."""
        cards = [node for node in self.session.document.root.children if not node.children]
        return cards[len(cards) // 2].id

    def _middle(self, id: NodeId) -> QPoint:
        found = self.canvas.where({"node": id})
        assert found is not None
        corner = self.canvas.viewport().mapFromGlobal(QPoint(found["x"], found["y"]))
        return corner + QPoint(found["w"] // 2, found["h"] // 2)


def report(every: list[Measured]) -> None:
    """A line for each thing that was measured, a column for each size."""
    print(f"{'milliseconds':34}" + "".join(f"{one.modules:>20,}" for one in every))
    for name in every[0].found:
        cells = [np.percentile(one.found[name], (50, 95)) for one in every]
        print(f"{name:34}" + "".join(f"{p50:12.1f}{p95:8.1f}" for p50, p95 in cells))


def main() -> None:
    sizes = [int(word.replace(",", "")) for word in sys.argv[1:]] or list(SIZES)
    app = application()
    look.set_mode("light")
    look.apply(app)
    window = Window(Settings())
    window.resize(1920, 1080)
    window.show()
    window.start(None)
    QTest.qWaitForWindowExposed(window)
    keep_what_is_there()
    Sweeper(window)
    every = [Measured(window, size) for size in sizes]
    for one in every:
        one.all()
    report(every)
    window.runner.close()
    os._exit(0)  # nothing is to be saved


if __name__ == "__main__":
    main()
