"""What the window keeps of a whole run to draw it: curves of losses and gradient norms, in bounded memory."""

from __future__ import annotations

import math
from typing import Literal, Protocol

import numpy as np

from app.document.model import Checkpoint, NodeId
from app.document.plotted import Plotted
from app.training.curve import Curve, Drawn, Line
from app.training.epochs import EpochLosses
from app.training.rings import Ring, Rings
from app.training.scores import Scores

KEPT, ROOM = 512, 2**20
"""So many buckets of a curve go into a file, or so many bytes."""
NORMS = 2048
"""Buckets of the gradient norms' curves, of which there may be hundreds."""

Measured = Literal["gradient", "weight", "update"]
"""The length of a node's gradient, of its weights, and that of a step's change as a share of these."""


class Published(Protocol):
    """What of a worker, or a run, the curves are made of."""

    @property
    def rings(self) -> Rings: ...
    @property
    def losses(self) -> EpochLosses: ...
    @property
    def validations(self) -> EpochLosses: ...
    @property
    def scores(self) -> Scores: ...


class Curves:
    """The curves of a model's training, through all its pauses, edits and rewinds.

    Attributes:
        batches: each batch's loss by the number of the step, from 1.
        epochs: each epoch's mean loss by its number, from 1; with those from before the file was opened.
        scores: accuracy or R² of the examples as they were trained on, by epoch; of some epochs only. Those
            from before the file was opened are there too.
        validation, validation_scores: loss and accuracy or R² on the examples held out, by epoch.
        nodes: the nodes that have a gradient norm.
    """

    def __init__(self) -> None:
        self.nodes: tuple[NodeId, ...] = ()
        self.batches = Curve()
        self.epochs = Curve()
        self.scores, self.validation, self.validation_scores = Curve(), Curve(), Curve()
        self._norms, self._sizes = Curve(0, NORMS), Curve(0, NORMS)
        self._columns: dict[NodeId, int] = {}
        self._rings = Rings()
        self._losses = EpochLosses()
        self._read = [0] * len(self._pairs(self._rings))

    def take(self, published: Published) -> bool:
        """Adds what is new since the last time, from where a new run began. Whether anything changed."""
        rings, losses = published.rings, published.losses
        changed = rings is not self._rings
        if changed:
            self._go_to(rings.step, rings.epoch, losses, published.validations, published.scores)
            self._follow(rings)
        for place, (ring, curve) in enumerate(self._pairs(rings)):
            x, y, self._read[place] = ring.read(self._read[place])
            curve.extend(x, y)
            changed = changed or len(x) > 0
        return changed

    def _pairs(self, rings: Rings) -> tuple[tuple[Ring, Curve], ...]:
        """What is published, and what it goes into."""
        return (
            (rings.losses, self.batches),
            (rings.norms, self._norms),
            (rings.sizes, self._sizes),
            (rings.epochs, self.epochs),
            (rings.scores, self.scores),
            (rings.validation, self.validation),
            (rings.validation_scores, self.validation_scores),
        )

    def go_to(self, checkpoint: Checkpoint) -> None:
        """Ends the curves where a checkpoint is. What does not lead there is dropped, as of another model."""
        losses = EpochLosses(checkpoint.losses, checkpoint.omitted)
        validations = EpochLosses(checkpoint.validations, checkpoint.omitted if checkpoint.validations else 0)
        scores = Scores(checkpoint.scores)
        self._go_to(checkpoint.step, checkpoint.epoch, losses, validations, scores)

    def kept(self) -> Plotted:
        """What there is by step, joined to few points, for a file."""
        tables = {}
        for name, curve, columns in self._by_step():
            if len(curve):
                tables[name] = curve.table(min(KEPT, max(ROOM // (8 * (2 + 5 * columns)), 32)))
        return Plotted(self.nodes, tables)

    def restore(self, plotted: Plotted) -> None:
        """What a file has of the steps before the present checkpoint; what does not fit is left out."""
        self._name(plotted.nodes)
        try:
            for name, curve, _ in self._by_step():
                if name in plotted.tables:
                    curve.fill(*plotted.tables[name])
        except ValueError:
            for _, curve, _ in self._by_step():
                curve.cut(0)

    def _by_step(self) -> tuple[tuple[str, Curve, int], ...]:
        """The curves of each step: their names in files, and how many columns they have."""
        count = len(self.nodes)
        return ("losses", self.batches, 1), ("norms", self._norms, count), ("sizes", self._sizes, 2 * count)

    def measured(
        self, what: Measured, node: NodeId, first: float, last: float, pixels: int, log: bool = False
    ) -> Line:
        """A measure of a node by step, as `Curve.thinned` gives it."""
        curve, column = self._measure(what, node)
        return curve.thinned(first, last, pixels, column, log)

    def _measure(self, what: Measured, node: NodeId) -> tuple[Curve, int]:
        column = self._columns[node]
        if what == "gradient":
            return self._norms, column
        return self._sizes, column + (len(self.nodes) if what == "update" else 0)

    def drawn(self, what: Measured, first: float, last: float, pixels: int, log: bool = False) -> list[Drawn]:
        """A measure of each of `nodes` by step, as `Curve.drawn` gives it."""
        if not self.nodes:
            return []
        curve, start = self._measure(what, self.nodes[0])
        return curve.drawn(first, last, pixels, slice(start, start + len(self.nodes)), log)

    def norm_at(self, node: NodeId, x: float) -> tuple[float, float] | None:
        """A node's gradient norm at the kept step nearest to x."""
        return self._norms.at(x, self._columns[node])

    @property
    def last_norms(self) -> dict[NodeId, float]:
        """The newest gradient norm of each node."""
        if self._norms.last is None:
            return {}
        return dict(zip(self.nodes, self._norms.last[1].tolist(), strict=True))

    def _go_to(
        self, step: int, epoch: int, losses: EpochLosses, validations: EpochLosses, scores: Scores
    ) -> None:
        leads_there = _agree(self._losses, losses, epoch)
        for curve in (self.batches, self._norms, self._sizes):
            curve.cut(step + 1 if leads_there else 0)
        for column, curve in ((1, self.scores), (2, self.validation_scores)):
            curve.cut(epoch + 1 if leads_there else 0)
            if not len(curve):
                rows = [(row[0], row[column]) for row in scores.kept(epoch) if not math.isnan(row[column])]
                _put(curve, rows)
        for curve, values in ((self.epochs, losses), (self.validation, validations)):
            curve.cut(0)
            _put(curve, [pair for pair in values.since(0) if not math.isnan(pair[1])])
        self._losses = losses

    def _follow(self, rings: Rings) -> None:
        if rings.nodes != self.nodes:
            self._name(rings.nodes)
        self._rings, self._read = rings, [0] * len(self._read)

    def _name(self, nodes: tuple[NodeId, ...]) -> None:
        """Begins the curves of these nodes."""
        self.nodes = nodes
        self._norms = Curve(len(nodes), NORMS)
        self._sizes = Curve(2 * len(nodes), NORMS)
        self._columns = {node: column for column, node in enumerate(nodes)}


def _put(curve: Curve, points: list[tuple[int, float]]) -> None:
    if points:
        curve.extend(*np.array(points).T.copy())


def _agree(old: EpochLosses, new: EpochLosses, epoch: int) -> bool:
    """Whether the losses seen so far pass through those of a run that begins after `epoch` epochs."""
    if not 0 < epoch <= len(old):
        return False
    before, now = old[epoch - 1], new[epoch - 1]
    return before == now or math.isnan(before) or math.isnan(now)
