"""The kept runs as ghost lines in the plots."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from app.document.runs import Runs
from app.panels.plot_source import Ghost, Points
from app.panels.plots import PlotsPanel
from app.runner import Runner
from app.session import Session
from app.training.epochs import EpochLosses
from app.training.score import kind


def follow_runs(plots: PlotsPanel, session: Session, runner: Runner) -> None:
    """Has the plots show the kept runs, and mark the moment that is looked at."""
    shown: list[Runs] = []

    def give_runs() -> None:
        if not shown or shown[0] is not session.runs:
            shown[:] = [session.runs]
            plots.set_ghosts(ghosts(session.runs))

    def give_moment() -> None:
        moment = runner.shown_moment
        if moment is None:
            plots.show_time(None)
        else:
            plots.show_time(moment.time, moment.step)

    session.history_changed.connect(give_runs)
    runner.shown_changed.connect(give_moment)
    give_runs()


def ghosts(runs: Runs) -> list[Ghost]:
    """Those that are to be drawn, the oldest first."""
    found = []
    for run in runs.kept:
        state, criterion = run.checkpoint, run.document.criterion
        losses = _points(EpochLosses(state.losses, state.omitted).since(0))
        if run.is_ghost and losses is not None:
            validations = EpochLosses(state.validations, state.omitted if state.validations else 0)
            found.append(
                Ghost(
                    run.name,
                    losses,
                    _points(validations.since(0)),
                    _points([(epoch, score) for epoch, score, _ in state.scores]),
                    _points([(epoch, score) for epoch, _, score in state.scores]),
                    (kind(criterion.module) if criterion else None) or "",
                )
            )
    return found


def _points(pairs: Iterable[tuple[int, float]]) -> Points | None:
    """x and y without the gaps; None where there is nothing else."""
    there = [pair for pair in pairs if not math.isnan(pair[1])]
    if not there:
        return None
    x, y = np.array(there, dtype=np.float64).T
    return x, y
