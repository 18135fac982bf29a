"""Looks into some modules of a run while it trains: now and then one batch is listened to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

from app.document.model import NodeId
from app.training.event import Values, known
from app.training.run import Run
from app.training.tap import Tap
from app.training.trace import tapped

EVERY = 1 / 10
"""Seconds between two looks, at least."""
SHARE = 8
"""So many times as long as a look took the run goes on without one."""
_STEP = 1e-6
"""A time so short that just one batch is made."""


@dataclass(frozen=True)
class Seen:
    """What was seen in the batch that ended with step `step`: of each module, what is known of it then.

    The arrays are copies that never change.
    """

    step: int
    known: Mapping[NodeId, Values]


class Watch:
    """Which modules are looked into, and what was seen last."""

    def __init__(self) -> None:
        self.nodes: frozenset[NodeId] = frozenset()
        self.seen: Seen | None = None
        self._next = 0.0

    def follow(self, nodes: frozenset[NodeId]) -> None:
        """Looks into these from now on."""
        self.nodes, self._next, self.seen = nodes, 0.0, None

    @property
    def is_due(self) -> bool:
        """Whether it is time for another look."""
        return bool(self.nodes) and perf_counter() >= self._next

    def look(self, run: Run, until: int | None) -> None:
        """Makes the next batch, as `Run.advance` does, and listens to it. Raises as that."""
        began, tap = perf_counter(), Tap(run.network, self.nodes)
        try:
            with tapped(run, tap):
                run.advance(_STEP, until)
        finally:
            self.seen = Seen(run.step_count, known(tap.start, tap.events))
            now = perf_counter()
            self._next = now + max(EVERY, SHARE * (now - began))
