"""The kept runs as ghost lines in the plots."""

from __future__ import annotations

import numpy as np

from app.document.runs import Runs
from app.panels.plot_source import Ghost
from app.panels.plots import PlotsPanel
from app.runner import Runner
from app.session import Session
from app.training.epochs import EpochLosses


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
        losses = EpochLosses(run.checkpoint.losses, run.checkpoint.omitted).since(0)
        if run.is_ghost and losses:
            x, y = np.array(losses).T
            found.append((run.name, x, y))
    return found
