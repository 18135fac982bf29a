"""The plots of a run: what it loses, how often it is right, and what happens inside each module."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.document.model import NodeId
from app.panels.plot_choice import PlotChoice
from app.panels.plot_sampler import Sampler
from app.panels.plot_source import Ghost, LossSource, ScoreSource, line_names
from app.runner import Runner
from app.session import Session

if TYPE_CHECKING:
    from app.panels.plot import Plot
    from app.panels.plot_view import PlotView

__all__ = ["PlotsPanel", "line_names"]

PAUSE, LONGEST = 100, 300
"""Milliseconds between two drawings, of one plot at a time: the training pays for each. Where one takes long,
the pause is longer, so that they take no more than"""
SHARE = 0.05
"""of the time (and painting about as much again)."""
SEEN_INSIDE = ("spread", "resting")
"""Plots of what is only looked at while they are shown."""


class PlotsPanel(QWidget):
    """Draws what the runner's curves hold. `hovered` tells whose line is under the pointer, or None."""

    hovered = Signal(object)
    export_wanted = Signal(object, str)  # a PlotView, and "csv", "svg" or "png"

    def __init__(self, session: Session, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plotsPanel")
        self._session, self._runner = session, runner
        self.sampler = Sampler(session, runner, self)
        self.choice: PlotChoice = PlotChoice(self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.choice)
        layout.addWidget(self._split, 1)
        self._views: dict[str, PlotView] = {}
        self._ghosts: tuple[Ghost, ...] = ()
        self._moment: tuple[float | None, float | None] = (None, None)
        self._used = ""
        self._stale: list[str] = []
        self._since, self._pause = QElapsedTimer(), PAUSE
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw_one)
        for signal in (runner.progressed, runner.state_changed, session.document_changed, self.sampler.seen):
            signal.connect(self._ask)
        session.selection_changed.connect(self._show_selected)
        self.choice.changed.connect(self._arrange)
        self.choice.held.connect(self._hold)

    # What is shown.

    @property
    def shown(self) -> list[PlotView]:
        """The plots that are shown, from left to right; none before the first drawing."""
        return [self._views[id] for id in self.choice.shown if id in self._views]

    @property
    def loss(self) -> Plot | None:
        """The plot of the loss, once it was shown."""
        return self._views["loss"].plot if "loss" in self._views else None

    @property
    def norms(self) -> Plot | None:
        """The plot of the gradients' norms, once it was shown."""
        return self._views["gradients"].plot if "gradients" in self._views else None

    @property
    def current(self) -> PlotView | None:
        """The plot that was used last, of those that are shown; else the first of them."""
        shown = self.shown
        return next((view for view in shown if view.id == self._used), shown[0] if shown else None)

    def choose(self, id: str) -> None:
        """Shows a plot by its id, or takes it away."""
        self.choice.choose(id)

    def view(self, id: str) -> PlotView:
        """A plot by its id; it is shown, if it is not yet."""
        if id not in self.choice.shown:
            self.choice.choose(id)
        self._build()
        return self._views[id]

    def set_ghosts(self, ghosts: Sequence[Ghost]) -> None:
        """Draws these other runs' losses and scores by epoch too, thin and grey."""
        self._ghosts = tuple(ghosts)
        self._give_ghosts()
        self._ask()

    def show_time(self, epoch: float | None, step: float | None = None) -> None:
        """Marks the moment that the window shows, by its epoch and its step; None for the newest."""
        self._moment = (epoch, step)
        for view in self._views.values():
            view.mark(epoch, step)

    def show_pointed(self, node: NodeId | None) -> None:
        """Makes the lines of the module that is pointed at elsewhere stand out."""
        for view in self.shown:
            view.plot.point(node)

    # When it is drawn.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()  # the window comes up first, then pyqtgraph is imported

    def _ask(self) -> None:
        """Draws soon, one plot after the other, with a pause between."""
        if not self.isVisible() or (self.choice.hold.isChecked() and self._views):
            return
        self._stale += [id for id in self.choice.shown if id not in self._stale]
        self._wait()

    def _wait(self) -> None:
        if self._stale and not self._later.isActive():
            rest = self._pause - self._since.elapsed() if self._since.isValid() else 0
            self._later.start(max(rest, 0))

    def _draw_one(self) -> None:
        self._since.start()
        self._build()
        if self._stale:
            began = perf_counter()
            self._draw(self._stale.pop(0))
            self._pause = _pause(perf_counter() - began)
        self._wait()

    def refresh(self) -> None:
        """Draws all that there is now."""
        self._build()
        self._stale.clear()
        for view in self.shown:
            self._draw(view.id)

    def _draw(self, id: str) -> None:
        if id not in self.choice.shown:
            return
        view = self._views[id]
        if id in SEEN_INSIDE:
            self.sampler.look()
        self._name(view)
        view.draw()

    def _redraw(self, view: PlotView) -> None:
        """After the person looked elsewhere, also while it is held."""
        if view.id in self.choice.shown and view.id not in self._stale:
            self._stale.insert(0, view.id)
            self._pause = PAUSE
            self._later.stop()
            self._wait()

    def _hold(self, on: bool) -> None:
        for view in self.shown:
            view.hold(on)
        if not on:
            self._ask()

    # How it is built.

    def _arrange(self) -> None:
        """Puts the plots that are chosen side by side."""
        for view in self._views.values():
            view.plot.setVisible(view.id in self.choice.shown)
        self._build()
        for place, view in enumerate(self.shown):
            self._split.insertWidget(place, view.plot)
            view.hold(False)
        self._split.setSizes([1000] * self._split.count())
        self._stale.clear()
        if self._views:
            self.refresh()
            self._hold(self.choice.hold.isChecked())

    def _build(self) -> None:
        missing = [id for id in self.choice.shown if id not in self._views]
        if not missing:
            return
        from app.panels.plot_making import add_export, make

        for id in missing:
            view = make(id, self._session, self._runner, self.sampler.glances, self)
            add_export(view, self.export_wanted.emit)
            self._views[id] = view
            self._split.insertWidget(self.choice.shown.index(id), view.plot)
            view.plot.moved.connect(lambda view=view: self._redraw(view))
            view.plot.pointed.connect(self._point)
            view.plot.used.connect(lambda view=view: self._use(view.id))
            view.mark(*self._moment)
        self._split.setSizes([1000] * self._split.count())
        self._give_ghosts()

    def _use(self, id: str) -> None:
        self._used = id

    def _give_ghosts(self) -> None:
        for view in self._views.values():
            if isinstance(view.source, (LossSource, ScoreSource)):
                view.source.ghosts = self._ghosts

    def _name(self, view: PlotView) -> None:
        """Names what depends on the model."""
        from app.panels.plot_naming import name

        name(view, self.choice)

    def _point(self, key: object) -> None:
        """A line is pointed at: those of the same module stand out everywhere."""
        node = key if isinstance(key, int) else None
        if node is not None or key is None:
            for view in self.shown:
                view.plot.point(key if view.plot is self.sender() else node)
            self.hovered.emit(node)

    def _show_selected(self) -> None:
        """The histograms are those of the one module that is selected."""
        chosen = self._session.selected_nodes
        if len(chosen) == 1 and "spread" in self.choice.shown and "spread" in self._views:
            from app.panels.plot_naming import choose

            if choose(self._views["spread"], chosen[0]):
                self._ask()


def _pause(took: float) -> int:
    """Milliseconds from the beginning of a drawing that took so many seconds to that of the next."""
    return min(max(PAUSE, round(1000 * took / SHARE)), LONGEST)
