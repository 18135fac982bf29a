"""One batch, walked module by module: what each call got and gave, from a run that stays where it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.document.model import Checkpoint, NodeId
from app.training.event import Event, Phase, Values, known
from app.training.fault import TrainingFault
from app.training.run import Run
from app.training.tap import Tap


@dataclass(frozen=True)
class Trace:
    """A batch from its beginning to its update.

    Attributes:
        events: every call, in order. Where a call fails, that is the last one.
        start: what was known of each node before: parameters and gradients, and of the data what enters.
        step: how many batches there were before.
        after: how far it is trained after the batch; None when it failed.
        fault: why it failed.
        evaluations: how often the optimiser evaluated the loss; the events are of the first time.
    """

    events: tuple[Event, ...]
    start: dict[NodeId, Values]
    step: int
    after: Checkpoint | None
    fault: TrainingFault | None
    evaluations: int = 1

    @property
    def update(self) -> int:
        """The number of events before the update."""
        phases = [event.phase for event in self.events]
        return phases.index("update") if "update" in phases else len(phases)

    def known(self, position: int) -> dict[NodeId, Values]:
        """What is known of each node after so many events; the criterion's and the data's (INPUT) too."""
        if position == len(self.events):
            return self._all
        return known(self.start, self.events[:position])

    @cached_property
    def _all(self) -> dict[NodeId, Values]:
        return known(self.start, self.events)

    def end_of_phase(self, position: int) -> int:
        """Where the phase of the next event ends."""
        phase = self.events[position].phase
        while position < len(self.events) and self.events[position].phase == phase:
            position += 1
        return position

    def begin_of_phase(self, position: int) -> int:
        """Where the phase of the event before begins; 0 at the beginning."""
        phase: Phase | None = self.events[position - 1].phase if position else None
        while position and self.events[position - 1].phase == phase:
            position -= 1
        return position


def trace(run: Run, nodes: Collection[NodeId] | None = None) -> Trace:
    """What the next batch does, in `nodes` or everywhere. The run stands where it stood."""
    step = run.step_count
    tap = Tap(run.network, nodes)
    after, fault = None, None
    with tapped(run, tap):
        try:
            after = run.rehearse()
        except TrainingFault as failed:
            fault = failed
    events = tuple(tap.events)
    if fault is not None:
        events = tuple(event for event in events if event.phase != "update")
    return Trace(events, tap.start, step, after, fault, max(tap.evaluations, 1))


class tapped:  # noqa: N801 (reads as a verb)
    """Has a run's batches heard by a tap, each from its first call to its update."""

    def __init__(self, run: Run, tap: Tap) -> None:
        self._run, self._tap = run, tap

    def __enter__(self) -> None:
        self._optimise = optimise = self._run.optimise
        tap = self._tap

        def heard(input: Any, target: Any) -> float:
            before = tap.parameters()
            with tap.open():
                loss = optimise(input, target)
            tap.updated(before)
            return loss

        self._run.optimise = heard

    def __exit__(self, *_: object) -> None:
        self._run.optimise = self._optimise
