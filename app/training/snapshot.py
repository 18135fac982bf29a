"""The last good states of a run, to which it returns after a fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from app.document.model import Training
from app.training.resume import copied

if TYPE_CHECKING:
    from app.training.run import Run


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that changes from step to step, as it was after `step` of them; and the settings from there on."""

    step: int
    parameters: np.ndarray
    gradients: np.ndarray | None
    states: list[np.ndarray]
    optimiser: dict[str, Any]
    random: dict[str, Any]
    order: np.ndarray | None
    position: int
    partial: float
    epoch: int
    pace: Training

    def stands_at(self, run: Run) -> bool:
        """Whether the run has not moved, nor been set otherwise, since."""
        return self.step == run.step_count and self.pace is run.pace


class Snapshots:
    """The last two states. Two, so that the step before the last can be found again from the older one."""

    def __init__(self) -> None:
        self._kept: list[Snapshot] = []

    def take(self, run: Run) -> None:
        """Notes where the run stands, unless that is noted already."""
        if self._kept and self._kept[-1].stands_at(run):
            return
        older = [kept for kept in self._kept if kept.step < run.step_count]
        self._kept = [*older[-1:], taken(run)]

    def restore(self, run: Run, step: int) -> None:
        """Puts the run back into the newest noted state that is not behind `step`, or the oldest there is."""
        fitting = [kept for kept in self._kept if kept.step <= step]
        put(run, (fitting or self._kept[:1])[-1])


def taken(run: Run) -> Snapshot:
    """Where the run stands, copied."""
    return Snapshot(
        step=run.step_count,
        parameters=run.layout.parameters.copy(),
        gradients=run.layout.gradients.copy() if run.carries else None,
        states=[array.copy() for array in run.layout.all_states()],
        optimiser=copied(run.method.state),
        random=run.generator.state(),
        order=run.batches.order,  # never changed once drawn
        position=run.batches.position,
        partial=run.partial,
        epoch=run.epoch,
        pace=run.pace,
    )


def put(run: Run, state: Snapshot) -> None:
    """Makes the run, or another one of the same document, stand there."""
    run.layout.parameters[...] = state.parameters
    if state.gradients is not None:
        run.layout.gradients[...] = state.gradients
    for array, value in zip(run.layout.all_states(), state.states, strict=True):
        array[...] = value
    run.method.state.clear()
    run.method.state.update(copied(state.optimiser))
    run.generator.restore(state.random)
    run.batches.order, run.batches.position = state.order, state.position
    run.partial, run.step_count = state.partial, state.step
    run.losses.truncate(state.epoch)
    run.validations.truncate(state.epoch)
    run.scores.truncate(state.epoch)
    run.pace = state.pace
