"""What keeps a run safe: a fault leaves it at its last good step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from app.training.fault import TrainingFault
from app.training.snapshot import Snapshots
from nncore.random import using

if TYPE_CHECKING:
    from app.training.run import Run

SECURE = 0.2
"""Seconds after which the state is noted again; so much work is done twice after a fault."""


class Safety:
    """Notes good states of a run, and takes it back to the last good step after a fault."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._snapshots = Snapshots()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Draws come from the run's generator; what fails leaves it at its last good step.

        Raises:
            TrainingFault: for whatever failed.
        """
        run = self._run
        with using(run.generator), np.errstate(all="ignore"):
            self._snapshots.take(run)
            run.timeline.resume()
            if not run.timeline.moments:
                run.timeline.add(run.moment())
            try:
                yield
                self.secure()
            except TrainingFault as fault:
                self._go_back(run.step_count - fault.undo)
                raise
            except Exception as error:
                self._go_back(run.step_count)
                raise run.network.failed(error, run.document.root.id) from error
            finally:
                run.timeline.rest()

    def secure(self) -> None:
        """Notes this state as a good one.

        Raises:
            TrainingFault: when a step since the last note made a parameter NaN or infinite.
        """
        run, network = self._run, self._run.network
        if network.is_sound():
            self._snapshots.take(run)
            return
        fault, stop = network.bad_parameters(), run.step_count
        self._snapshots.restore(run, stop)
        while network.is_sound() and run.step_count < stop:
            run.unguarded_step(record=False)
        self._go_back(run.step_count - 1)
        raise fault

    def _go_back(self, step: int) -> None:
        """To where the run stood after `step` batches, by doing the work since the last note again."""
        run, pace = self._run, self._run.pace
        run.forget()
        self._snapshots.restore(run, step)
        try:
            while run.step_count < step:
                run.unguarded_step(record=False)
        except TrainingFault:  # on a machine that does not compute the same twice
            self._snapshots.restore(run, step)
        run.pace = pace
        run.timeline.cut(run.step_count)


@contextmanager
def rehearsing(run: Run) -> Iterator[None]:
    """Whatever is done to the run meanwhile is taken back.

    Raises:
        TrainingFault: for whatever failed.
    """
    before, step, gradients = Snapshots(), run.step_count, run.layout.gradients.copy()
    before.take(run)
    with using(run.generator), np.errstate(all="ignore"):
        try:
            yield
        except TrainingFault:
            raise
        except Exception as error:
            raise run.network.failed(error, run.document.root.id) from error
        finally:
            before.restore(run, step)
            np.copyto(run.layout.gradients, gradients)
