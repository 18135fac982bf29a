"""Gathers the evidence: on a twin of the run, so that the run itself is only read."""

from __future__ import annotations

import math
from time import perf_counter
from typing import Any

import numpy as np

from app.document.model import Training
from app.training.diagnosis.dealt import dealt
from app.training.diagnosis.evidence import Evidence, Inside
from app.training.diagnosis.finding import Finding
from app.training.diagnosis.probe import Probe
from app.training.diagnosis.rules import findings
from app.training.diagnosis.step import Step, copied, watched
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
RECENT = 50
"""Batches whose losses are averaged."""


class Examiner:
    """Diagnoses runs. It keeps a twin of the last one, and what it saw of its start."""

    def __init__(self) -> None:
        self._run: Run | None = None
        self._twin: Run | None = None
        self._begun: Evidence | None = None
        self._pace: Training | None = None

    def __call__(self, run: Run) -> tuple[Finding, ...]:
        """What is wrong with a run, the cause before what follows from it. The run is left as it was."""
        return findings(self.evidence(run))

    def evidence(self, run: Run) -> Evidence:
        """What can be measured of a run."""
        if self._run is not run or self._twin is None:
            self._run, self._twin, self._begun = run, Run(run.document, examples=run.data), None
            self._first = taken(self._twin)
        found = self._beginning(run, self._twin)
        _present(run, self._twin, found)
        return found

    def _beginning(self, run: Run, twin: Run) -> Evidence:
        """What holds of the start; looked at again when the pace is set otherwise."""
        if self._begun is None or self._pace != run.pace:
            put(twin, self._first)
            twin.pace = self._pace = run.pace
            self._begun = _start(twin)
        begun = self._begun
        return Evidence(
            document=run.document,
            start=begun.start,
            at_start=begun.at_start,
            rehearsal=begun.rehearsal,
            dealt=begun.dealt,
            mixes=begun.mixes,
            probabilities=begun.probabilities,
            classes=begun.classes,
            constant=begun.constant,
            wants_classes=begun.wants_classes,
            due=tuple(array.shape[1:] for array in run.examples.inputs),
            rate=run.learning_rate,
        )


def _start(twin: Run) -> Evidence:
    """From the first weights: what is inside, then the first steps again, then how batches are dealt."""
    found = Evidence(twin.document)
    probe = Probe(twin)
    before = probe.loss()
    found.at_start = _inside(twin)
    found.constant, found.classes = probe.constant(), probe.classes()
    found.wants_classes = twin.network.criterion.targets == "classes"
    found.probabilities = probe.probabilities()
    found.mixes = probe.mixes()
    began = perf_counter()
    while len(found.start) < FIRST and (len(found.start) < 3 or perf_counter() - began < PATIENCE):
        found.start.append(watched(twin, along=len(found.start) < ALONG))
        if found.start[-1].fault is not None:
            break
    found.rehearsal = before, probe.loss()
    found.dealt = dealt(twin)
    return found


def _present(run: Run, twin: Run, found: Evidence) -> None:
    """Where the run stands: its curve, what is inside, the next steps."""
    state, settings = taken(run), vars(run.method.args)
    found.epochs = tuple(run.losses)
    _, losses, _ = run.rings.losses.read(max(run.rings.losses.count - RECENT, 0))
    recent = losses if len(losses) else np.array(found.epochs[-1:])
    found.loss = float(recent.mean()) if len(recent) else math.nan
    put(twin, state)
    vars(twin.method.args).update(settings)  # its schedule does not count the run's epochs
    twin.layout.gradients.fill(0)
    twin.method.state.clear()
    Probe(twin).loss()
    found.now = _inside(twin)
    found.steps = [watched(twin)]
    found.output = found.steps[0].output
    if found.output is None:  # refused by the criterion
        found.output = copied(twin.network.module.output)
    found.strange = _is_strange(twin, found.steps[0].entered)
    put(twin, state)
    vars(twin.method.args).update(settings)
    began = perf_counter()
    while len(found.steps) <= STEPS and found.steps[-1].fault is None:
        found.steps.append(watched(twin, along=True))
        if len(found.steps) > 2 and perf_counter() - began > PATIENCE:
            break
    found.alike = alike(twin.layout)


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


__all__ = ["Examiner", "Step"]
