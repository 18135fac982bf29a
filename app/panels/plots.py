"""The plots of a run: the loss, and how large the gradient is at each module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QToolButton, QVBoxLayout, QWidget

from app.document.described import title
from app.document.index import index
from app.document.model import Document, NodeId
from app.look import restyle
from app.panels.plot_ranges import grown
from app.runner import Runner
from app.session import Session
from app.training.curve import Line

if TYPE_CHECKING:
    import numpy as np

    from app.panels.plot import Plot

Ghost = tuple[str, "np.ndarray", "np.ndarray"]
"""Another run's name, its epochs and their losses."""

PAUSE = 50
"""Milliseconds between two drawings while it runs: the training pays for each."""


class PlotsPanel(QWidget):
    """Draws what the runner's curves hold. `hovered` tells whose line is under the pointer, or None."""

    hovered = Signal(object)

    def __init__(self, session: Session, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plotsPanel")
        self._session, self._runner = session, runner
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
        self.loss: Plot | None = None
        self.norms: Plot | None = None
        self._ghosts: tuple[Ghost, ...] = ()
        self._moment: tuple[float | None, float | None] = (None, None)
        self._since = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        runner.progressed.connect(self._ask)
        runner.state_changed.connect(self._ask)
        session.document_changed.connect(self._ask)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()  # the window comes up first, then pyqtgraph is imported

    def _ask(self) -> None:
        """Draws soon, at most once in PAUSE."""
        if self.isVisible() and not self._later.isActive():
            rest = PAUSE - self._since.elapsed() if self._since.isValid() else 0
            self._later.start(max(rest, 0))

    def refresh(self) -> None:
        """Draws what there is now."""
        self._since.start()
        if self.loss is None:
            self._build()
        self._draw_loss()
        self._draw_norms()

    def set_ghosts(self, ghosts: Sequence[Ghost]) -> None:
        """Draws these other runs' losses by epoch too, thin and grey."""
        self._ghosts = tuple(ghosts)
        self._ask()

    def show_time(self, epoch: float | None, step: float | None = None) -> None:
        """Marks the moment that the window shows, by its epoch and its step; None for the newest."""
        self._moment = (epoch, step)
        self._mark()

    def show_pointed(self, node: NodeId | None) -> None:
        """Makes the lines of the module that is pointed at elsewhere stand out."""
        if self.norms is not None:
            self.norms.point(node)

    def _mark(self) -> None:
        epoch, step = self._moment
        if self.loss is not None and self.norms is not None:
            self.loss.mark(step if self.batches.isChecked() else epoch)
            self.norms.mark(step)

    def _build(self) -> None:
        from app.panels.plot import Plot

        self.loss = Plot("Loss", "epoch", "Press Run (F5) to see the loss fall here.", self)
        self.loss.setObjectName("lossPlot")
        self.norms = Plot("Gradient norms", "batch", "Press Run (F5) to see every gradient here.", self)
        self.norms.setObjectName("normsPlot")
        self.loss.title.setToolTip("The mean of the criterion over each epoch, or its value for each batch")
        self.norms.title.setToolTip("The length of the loss's gradient by each module's parameters")
        self.batches = QToolButton(self.loss)
        self.batches.setObjectName("lossByBatch")
        self.batches.setText("by batch")
        self.batches.setCheckable(True)
        self.batches.setToolTip("Shows the loss of every batch instead of each epoch's mean")
        restyle(self.batches, kind="small")
        self.loss.add_button(self.batches)
        self.batches.clicked.connect(self._switch)
        for plot in (self.loss, self.norms):
            self._split.addWidget(plot)
            plot.moved.connect(self._ask)
        self.norms.pointed.connect(self.hovered)
        self._mark()

    def _switch(self) -> None:
        assert self.loss is not None
        self.loss.name_x("batch" if self.batches.isChecked() else "epoch")
        self._draw_loss()
        self.loss.follow()
        self._mark()

    def _draw_loss(self) -> None:
        from app.panels.plot import Trace

        assert self.loss is not None
        curves = self._runner.curves
        by_batch = self.batches.isChecked()
        curve = curves.batches if by_batch else curves.epochs
        first, last = curve.range
        if len(curve):
            goal = 0 if by_batch else self._session.document.training.epochs
            end = goal if last <= goal <= max(20, 4 * last) else grown(last)  # or it would be tiny at first
            ends = [end, *(float(x[-1]) for _, x, _ in self._shown_ghosts() if len(x))]
            self.loss.reach(first, max(*ends, first + 1))
        window, log = self.loss.shown_x, self.loss.logs[0]
        line = curve.thinned(*window, log=log)
        own = Trace("loss", "loss", *line, _course(line, curve.means(*window, log=log)))
        others = [
            Trace(("ghost", place), name, x, y, ghost=True)
            for place, (name, x, y) in enumerate(self._shown_ghosts())
        ]
        self.loss.show_traces([own, *others])

    def _shown_ghosts(self) -> tuple[Ghost, ...]:
        """Other runs are known by their epochs only."""
        return () if self.batches.isChecked() else self._ghosts

    def _draw_norms(self) -> None:
        from app.panels.plot import Trace

        assert self.norms is not None
        curves = self._runner.curves
        names = line_names(self._session.document, curves.nodes)
        first, last = curves.batches.range
        if last >= first:
            self.norms.reach(first, max(grown(last), first + 1))
        window, log = self.norms.shown_x, self.norms.logs[0]
        traces = []
        for node in curves.nodes:
            line = curves.measured("gradient", node, *window, log=log)
            course = _course(line, curves.measured_means("gradient", node, *window, log=log))
            traces.append(Trace(node, names[node], *line, course))
        self.norms.show_traces(traces)


def _course(line: Line, means: Line) -> Line | None:
    """The means, where the line's own points are too many to be told apart."""
    return means if len(means[0]) < len(line[0]) else None


def line_names(document: Document, nodes: tuple[NodeId, ...]) -> dict[NodeId, str]:
    """A name for each node's line: its label, or its name and sizes; numbered where several are alike."""
    known = index(document).nodes
    plain = {id: (known[id].label or title(known[id])) if id in known else "removed" for id in nodes}
    often = Counter(plain.values())
    count: Counter[str] = Counter()
    names = {}
    for id, name in plain.items():
        count[name] += 1
        names[id] = f"{name} {count[name]}" if often[name] > 1 else name
    return names
