"""What was seen of a run whenever somebody looked: histograms over time, and the share of units that rest."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

import numpy as np

from app.document.model import NodeId
from app.training.curve import Curve, Line
from app.training.glance import Glance, Quantity
from app.training.spread import Spreads

BATCHES = 10
"""A unit rests when it did in so many glances, one after another."""
SHARES = 2048


class Glances:
    """Keeps glances in bounded memory."""

    def __init__(self) -> None:
        self.spreads: dict[tuple[Quantity, NodeId], Spreads] = {}
        self._shares: dict[NodeId, Curve] = {}
        self._lately: dict[NodeId, deque[np.ndarray]] = {}
        self.last_step = 0

    def add(self, glance: Glance) -> None:
        """Takes a glance in. One at an earlier step than the last ends what is known there."""
        if glance.step < self.last_step:
            self.cut(glance.step)
        self.last_step = glance.step
        for key, row in glance.spreads.items():
            self.spreads.setdefault(key, Spreads()).add(glance.step, row)
        for node, units in glance.resting.items():
            lately = self._lately.setdefault(node, deque(maxlen=BATCHES))
            if lately and lately[-1].shape != units.shape:
                lately.clear()
            lately.append(units)
            share = float(np.logical_and.reduce(list(lately)).mean())
            curve = self._shares.setdefault(node, Curve(capacity=SHARES))
            curve.extend(np.array([float(glance.step)]), np.array([share]))

    @property
    def resting(self) -> tuple[NodeId, ...]:
        """The nodes of whose units it is known whether they rest."""
        return tuple(node for node, curve in self._shares.items() if len(curve))

    def range(self, node: NodeId) -> tuple[float, float]:
        """The first and the last step at which it is known."""
        return self._shares[node].range

    def share(self, node: NodeId, first: float, last: float, pixels: int, log: bool = False) -> Line:
        """The share of a node's units that rest, 0 to 1, by step; as `Curve.thinned` gives it."""
        return self._shares[node].thinned(first, last, pixels, log=log)

    def cut(self, step: int) -> None:
        """Drops what is from this step on: the run was taken back."""
        for spreads in self.spreads.values():
            spreads.cut(step)
        for curve in self._shares.values():
            curve.cut(step)
        self._lately.clear()

    def keep(self, nodes: Collection[NodeId]) -> None:
        """Forgets all other nodes."""
        self.spreads = {key: kept for key, kept in self.spreads.items() if key[1] in nodes}
        self._shares = {node: kept for node, kept in self._shares.items() if node in nodes}
        self._lately = {node: kept for node, kept in self._lately.items() if node in nodes}
