"""The sources of what is seen only while it is looked at: histograms over time, and units that rest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.document.index import index
from app.document.model import NodeId
from app.panels.plot_ranges import Range, grown
from app.panels.plot_source import Window, line_names
from app.panels.plot_trace import Trace
from app.session import Session
from app.training.glance import Quantity
from app.training.glances import Glances
from app.training.resting import kind

QUANTITIES: dict[Quantity, str] = {
    "output": "output",
    "gradInput": "gradInput",
    "parameters": "parameters",
    "gradParameters": "their gradient",
}


class SpreadSource:
    """The histograms of one array of one module: a picture, and its largest, mean and smallest number."""

    x_name = "batch"

    def __init__(self, session: Session, glances: Glances) -> None:
        self._session, self._glances = session, glances
        self.quantity: Quantity = "output"
        self.chosen: NodeId | None = None

    @property
    def nodes(self) -> dict[NodeId, str]:
        """The modules that have such an array, with their names, in the order in which they stand."""
        known = [node.id for node in self._session.document.root.walk()]
        seen = {id for quantity, id in self._glances.spreads if quantity == self.quantity}
        return line_names(self._session.document, [id for id in known if id in seen])

    @property
    def node(self) -> NodeId | None:
        """The one that is shown: the chosen one, or else the first."""
        nodes = self.nodes
        return self.chosen if self.chosen in nodes else next(iter(nodes), None)

    def range(self) -> Range | None:
        steps = self._steps()
        return (float(steps[0]), max(grown(float(steps[-1])), float(steps[0]) + 1)) if len(steps) else None

    def traces(self, window: Window, log: bool) -> list[Trace]:
        """The largest, mean and smallest of each histogram, as there are."""
        steps = self._steps()
        if not len(steps):
            return []
        low, high, mean = self._table()[:, :3].T
        return [
            Trace("mean", "mean", steps, mean, role="ink"),
            Trace("largest", "largest", steps, high, role="ghost"),
            Trace("smallest", "smallest", steps, low, role="ghost"),
        ]

    def image(self, columns: np.ndarray, edges: np.ndarray) -> np.ndarray:
        """What lies in each pixel, as `Spreads.image` gives it."""
        spreads = self._glances.spreads.get((self.quantity, self.node or 0))
        return spreads.image(columns, edges) if spreads else np.zeros((len(edges) - 1, len(columns)))

    def rows(self) -> Iterator[tuple[float, list[float]]]:
        """Each histogram: its step, then as `Spreads.table` gives it."""
        steps = self._steps()
        return zip(steps.tolist(), self._table().tolist() if len(steps) else [], strict=True)

    def _steps(self) -> np.ndarray:
        spreads = self._glances.spreads.get((self.quantity, self.node or 0))
        return spreads.steps if spreads else np.empty(0)

    def _table(self) -> np.ndarray:
        return self._glances.spreads[self.quantity, self.node or 0].table()


class RestingSource:
    """The share of each module's units that are dead or saturated, in percent, by step."""

    x_name = "batch"

    def __init__(self, session: Session, glances: Glances) -> None:
        self._session, self._glances = session, glances

    @property
    def any(self) -> bool:
        """Whether the model has modules whose units can rest."""
        return any(kind(node.module) for node in self._session.document.root.walk())

    def range(self) -> Range | None:
        ranges = [self._glances.range(node) for node in self._glances.resting]
        if not ranges:
            return None
        first, last = min(first for first, _ in ranges), max(last for _, last in ranges)
        return first, max(grown(last), first + 1)

    def traces(self, window: Window, log: bool) -> list[Trace]:
        glances, known = self._glances, index(self._session.document).nodes
        names = line_names(self._session.document, glances.resting)
        found = []
        for node in glances.resting:
            x, share = glances.share(node, *window, log=log)
            how = kind(known[node].module) if node in known else None
            found.append(Trace(node, f"{names[node]}, {how}" if how else names[node], x, 100 * share))
        return found
