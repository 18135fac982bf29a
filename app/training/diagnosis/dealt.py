"""How the examples are dealt into batches: mixed, or one kind of answer after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.training.run import Run

MOST = 40
"""Batches of each epoch that are looked at."""
CHUNK = 5
"""So many examples at least are looked at together."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """Two epochs as they were dealt.

    Attributes:
        examples: how many were seen of each epoch.
        spread: how much answers within a batch differ, as a share of how much all answers do: about 1 when
            they are mixed, 0 when each batch has one answer only.
        follows: how alike two successive answers are: about 0 when mixed, near 1 when sorted.
        low, high: the lowest and the highest answer that was dealt.
    """

    examples: int = 0
    spread: float = 1.0
    follows: float = 0.0
    low: float = float("nan")
    high: float = float("nan")


def dealt(run: Run) -> Dealt:
    """Deals two epochs from a run that is nobody else's and stands at the beginning of one."""
    epochs = [_epoch(run), _epoch(run)]
    every = run.examples.target.reshape(run.examples.rows, -1)[:, 0]
    whole = float(np.var(every, ddof=1)) if len(every) > 1 else 0.0
    seen = np.concatenate(epochs)
    low, high = float(seen.min()), float(seen.max())
    if not 0 < run.batch_size < run.examples.rows or whole == 0:
        return Dealt(len(epochs[0]), 1.0, 0.0, low, high)
    size = max(run.batch_size, CHUNK)
    spread = max(_spread(epoch, size) / whole for epoch in epochs)
    follows = min(_follows(epoch, whole) for epoch in epochs)
    return Dealt(len(epochs[0]), spread, follows, low, high)


def _epoch(run: Run) -> np.ndarray:
    """The answers of an epoch in their order; of several numbers the first."""
    batches = run.batches
    found: list[np.ndarray] = []
    batches.begin()
    while batches.position < batches.rows and len(found) < MOST:
        _, target, _ = batches.next(run.batch_size, run.generator)
        found.append(np.array(target, float).reshape(len(target), -1)[:, 0])
    batches.begin()
    return np.concatenate(found)


def _spread(answers: np.ndarray, size: int) -> float:
    chunks = [answers[at : at + size] for at in range(0, len(answers) - size + 1, size)]
    return float(np.mean([np.var(chunk, ddof=1) for chunk in chunks])) if chunks else float("inf")


def _follows(answers: np.ndarray, whole: float) -> float:
    """How much less two successive answers differ than two of any."""
    return 1.0 - float(np.mean(np.square(np.diff(answers)))) / (2 * whole)
