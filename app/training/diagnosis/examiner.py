"""Gathers the evidence: on a twin of the run, in whatever thread, while the run itself goes on."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np

from app.document.model import Training
from app.training.diagnosis.dealt import dealt
from app.training.diagnosis.evidence import Evidence, Inside
from app.training.diagnosis.finding import Finding
from app.training.diagnosis.probe import Probe
from app.training.diagnosis.rules import findings
from app.training.diagnosis.stand import Stand
from app.training.diagnosis.step import copied, watched
from app.training.diagnosis.units import alike, dead, saturated
from app.training.run import Run
from app.training.snapshot import put, taken

STEPS = 4
"""Steps that are watched from where a run stands."""
FIRST = 30
"""Steps that are made again from the start, if they take no longer than..."""
ALONG = 3
"""Of so many the loss is looked at on the way, too."""
PATIENCE = 0.03
"""...so many seconds."""
SLOW = 0.01
"""Seconds of a forward pass over some examples above which less is looked at."""


class Examiner:
    """Diagnoses runs. It keeps a twin of the last one, and what it saw of its start."""

    def __init__(self) -> None:
        self._twin: Run | None = None
        self._begun: Evidence | None = None
        self._pace: Training | None = None

    def __call__(self, stand: Stand) -> tuple[Finding, ...]:
        """What is wrong with a run, the cause before what follows from it."""
        return findings(self.evidence(stand))

    def evidence(self, stand: Stand) -> Evidence:
        """What can be measured of a run."""
        twin = self._twin
        if twin is None or twin.document is not stand.document or twin.data is not stand.data:
            self._twin = twin = Run(stand.document, examples=stand.data)
            self._begun, self._first = None, taken(twin)
        found = self._beginning(stand, twin)
        _present(stand, twin, found)
        return found

    def _beginning(self, stand: Stand, twin: Run) -> Evidence:
        """What holds of the start; looked at again when the pace is set otherwise."""
        if self._begun is None or self._pace != stand.state.pace:
            put(twin, self._first)
            twin.pace = self._pace = stand.state.pace
            self._begun = _start(twin)
        begun = self._begun
        return Evidence(
            document=stand.document,
            start=begun.start,
            at_start=begun.at_start,
            rehearsal=begun.rehearsal,
            dealt=begun.dealt,
            mixes=begun.mixes,
            probabilities=begun.probabilities,
            classes=begun.classes,
            constant=begun.constant,
            wants_classes=begun.wants_classes,
            due=tuple(array.shape[1:] for array in twin.examples.inputs),
            is_slow=begun.is_slow,
        )


def _start(twin: Run) -> Evidence:
    """From the first weights: what is inside, then the first steps again, then how batches are dealt."""
    found = Evidence(twin.document)
    probe = Probe(twin)
    began = perf_counter()
    before = probe.loss()
    found.is_slow = perf_counter() - began > SLOW
    found.at_start = _inside(twin)
    found.constant, found.classes = probe.constant(), probe.classes()
    found.wants_classes = twin.network.criterion.targets == "classes"
    found.probabilities = probe.probabilities()
    found.mixes = probe.mixes()
    looked = 1 if found.is_slow else ALONG
    began = perf_counter()
    while len(found.start) < FIRST and (len(found.start) < looked or perf_counter() - began < PATIENCE):
        found.start.append(watched(twin, found.scales if len(found.start) < looked else ()))
        if found.start[-1].fault is not None:
            break
    found.rehearsal = before, probe.loss()
    found.dealt = dealt(twin)
    return found


def _present(stand: Stand, twin: Run, found: Evidence) -> None:
    """Where the run stands: its curve, what is inside, the next steps."""
    found.epochs, found.loss = stand.epochs, stand.loss
    _stand_at(stand, twin)
    twin.layout.gradients.fill(0)
    twin.method.state.clear()
    Probe(twin).loss()
    found.now = _inside(twin)
    found.steps = [watched(twin)]
    found.output = found.steps[0].output
    if found.output is None:  # refused by the criterion
        found.output = copied(twin.network.module.output)
    found.strange = _is_strange(twin, found.steps[0].entered)
    _stand_at(stand, twin)
    began = perf_counter()
    while len(found.steps) <= STEPS and found.steps[-1].fault is None:
        found.steps.append(watched(twin, found.scales))
        if len(found.steps) > 2 and perf_counter() - began > PATIENCE:
            break
    found.alike = alike(twin.layout)


def _stand_at(stand: Stand, twin: Run) -> None:
    """Has the twin stand where the run does. Its own schedule does not count the run's epochs."""
    put(twin, stand.state)
    vars(twin.method.args).update(stand.settings)


def _is_strange(run: Run, entered: Any) -> bool:
    """Whether the first row of some input is none of the data's, though what stands in its column is."""
    for array, known in zip(
        entered if isinstance(entered, list) else [entered], run.examples.inputs, strict=False
    ):
        if array.ndim < 2 or array.shape[1:] != known.shape[1:] or array.shape[0] != array.shape[1]:
            continue
        if not _is_among(array[0], known) and _is_among(array[:, 0], known):
            return True
    return False


def _is_among(row: np.ndarray, rows: np.ndarray) -> bool:
    return bool((rows == row).reshape(len(rows), -1).all(axis=1).any())


def _inside(twin: Run) -> Inside:
    """What the last forward left inside."""
    return Inside(dead(twin.layout), saturated(twin.layout))

