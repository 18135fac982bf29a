"""A plot with where its lines come from: drawn when something is new, or held still."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.panels.plot import Plot
from app.panels.plot_glances import QUANTITIES, SpreadSource
from app.panels.plot_source import WHOLE, Source, Window
from app.panels.plot_trace import Points, Trace


class PlotView:
    """What is shown of a source. `id` is its name among the plots."""

    def __init__(self, id: str, plot: Plot, source: Source) -> None:
        self.id, self.plot, self.source = id, plot, source
        self._held: float | None = None
        self._moment: tuple[float | None, float | None] = (None, None)
        if isinstance(source, SpreadSource):
            plot.image = self.image

    @property
    def heading(self) -> str:
        """What is shown, in words."""
        source = self.source
        if isinstance(source, SpreadSource):
            return f"{source.nodes.get(source.node or 0, 'no module')}, {QUANTITIES[source.quantity]}"
        return self.plot.title.text()

    def draw(self) -> None:
        """Draws what there is now; while it is held, what there was then."""
        plot, source = self.plot, self.source
        reach = source.range()
        if reach and self._held is None:
            plot.reach(*reach)
        plot.show_traces(self._traces(plot.shown_x, plot.logs[0]))

    def hold(self, on: bool) -> None:
        """Has it end where it does now, whatever comes."""
        ends = [float(trace.x[-1]) for trace in self.plot.traces if len(trace.x)]
        self._held = max(ends) if on and ends else None

    def rename_x(self) -> None:
        """Shows the other x that its source has now."""
        self.plot.name_x(self.source.x_name)
        self.draw()
        self.plot.follow()
        self.mark(*self._moment)

    def mark(self, epoch: float | None, step: float | None) -> None:
        """Marks a moment by the one of these that x counts."""
        self._moment = epoch, step
        self.plot.mark(epoch if self.source.x_name == "epoch" else step)

    def whole(self) -> list[Trace]:
        """Its lines from end to end, with every point that is kept."""
        return self._traces(WHOLE, False)

    def image(self, columns: np.ndarray, edges: np.ndarray) -> np.ndarray:
        """The picture of a source that has one."""
        assert isinstance(self.source, SpreadSource)
        shares = self.source.image(columns, edges)
        return shares if self._held is None else np.where(columns <= self._held, shares, 0.0)

    def _traces(self, window: Window, log: bool) -> list[Trace]:
        found = self.source.traces(window, log)
        return found if self._held is None else [_until(trace, self._held) for trace in found]


def _until(trace: Trace, last: float) -> Trace:
    """A line up to an x; other runs' lines as they are."""
    if isinstance(trace.key, tuple):
        return trace
    x, y = _cut(trace.x, trace.y, last)
    return replace(trace, x=x, y=y, course=trace.course and _cut(*trace.course, last))


def _cut(x: np.ndarray, y: np.ndarray, last: float) -> Points:
    keep = x <= last
    return x[keep], y[keep]
