"""What the window keeps of a whole run to draw it: curves of losses and gradient norms, in bounded memory."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from app.document.model import NodeId
from app.training.curve import Curve, Line
from app.training.epochs import EpochLosses
from app.training.rings import Rings

NORMS = 2048
"""Buckets of the gradient norms' curves, of which there may be hundreds."""


class Published(Protocol):
    """What of a worker, or a run, the curves are made of."""

    @property
    def rings(self) -> Rings: ...
    @property
    def losses(self) -> EpochLosses: ...


class Curves:
    """The curves of one run after another.

    Attributes:
        batches: each batch's loss by the number of the step, from 1.
        epochs: each epoch's mean loss by its number, from 1; with those from before the file was opened.
        nodes: the nodes that have a gradient norm.
    """

    def __init__(self) -> None:
        self._begin(Rings(), EpochLosses())

    def take(self, published: Published) -> bool:
        """Adds what is new since the last time; begins anew with a new run. Whether anything has changed."""
        rings, changed = published.rings, False
        if rings is not self._rings:
            self._begin(rings, published.losses)
            changed = True
        for name, ring, curve in (
            ("losses", rings.losses, self.batches),
            ("epochs", rings.epochs, self.epochs),
            ("norms", rings.norms, self._norms),
        ):
            x, y, self._read[name] = ring.read(self._read[name])
            curve.extend(x, y)
            changed = changed or len(x) > 0
        return changed

    def norm(self, node: NodeId, first: float, last: float, pixels: int, log: bool = False) -> Line:
        """A node's gradient norm by step, as `Curve.thinned` gives it."""
        return self._norms.thinned(first, last, pixels, self._columns[node], log)

    def norm_at(self, node: NodeId, x: float) -> tuple[float, float] | None:
        """A node's gradient norm at the kept step nearest to x."""
        return self._norms.at(x, self._columns[node])

    @property
    def last_norms(self) -> dict[NodeId, float]:
        """The newest gradient norm of each node."""
        if self._norms.last is None:
            return {}
        return dict(zip(self.nodes, self._norms.last[1].tolist(), strict=True))

    def _begin(self, rings: Rings, losses: EpochLosses) -> None:
        self._rings = rings
        self._read = {"losses": 0, "epochs": 0, "norms": 0}
        self.nodes = rings.nodes
        self._columns = {node: column for column, node in enumerate(rings.nodes)}
        self.batches = Curve()
        self.epochs = Curve()
        self._norms = Curve(len(rings.nodes), NORMS)
        if earlier := losses.since(0):
            self.epochs.extend(*np.array(earlier).T.copy())
