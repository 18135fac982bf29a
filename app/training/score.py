"""How often a network is right, or how much of the answers' spread it explains: what a loss does not say."""

from __future__ import annotations

from typing import Any, Literal, Protocol

import numpy as np

from nncore.criterion import Criterion

Kind = Literal["Accuracy", "R²"]

BORDERS = {
    "BCECriterion": 0.5,
    "MultiLabelSoftMarginCriterion": 0.0,
    "MarginCriterion": 0.0,
    "SoftMarginCriterion": 0.0,
}
"""Criterions of yes and no: an output above this is a yes."""
NUMBERS = ("MSECriterion", "WeightedMSECriterion", "AbsCriterion", "SmoothL1Criterion")
"""Criterions of numbers that are to be met."""
CLASSES = (
    "ClassNLLCriterion",
    "CrossEntropyCriterion",
    "MultiMarginCriterion",
    "SpatialClassNLLCriterion",
    "ClassSimplexCriterion",
)
"""Criterions of one class each: the largest output is the answer."""
TOGETHER = 512
"""Rows that are looked at at once: of small batches a copy is kept until there are so many."""


def kind(criterion: str) -> Kind | None:
    """What can be said of a network trained with a criterion of this name; None where neither fits."""
    if criterion in CLASSES or criterion in BORDERS:
        return "Accuracy"
    return "R²" if criterion in NUMBERS else None


class Measure(Protocol):
    """Numbers that are added up over batches, and what they come to."""

    def sums(self, output: np.ndarray, target: np.ndarray) -> np.ndarray: ...
    def value(self, sums: np.ndarray) -> float: ...


class Right:
    """The share of answers that are right, from 0 to 1."""

    def __init__(self, criterion: Criterion) -> None:
        self._border = BORDERS.get(type(criterion).__name__)
        self._signs = criterion.targets == "signs"
        self._corners = getattr(criterion, "getPredictions", None)

    def sums(self, output: np.ndarray, target: np.ndarray) -> np.ndarray:
        """How many are right, and how many there are."""
        if self._border is not None:
            right = (output > self._border) == (target > (0 if self._signs else 0.5))
        else:
            found = self._corners(output) if self._corners else np.atleast_2d(output)
            right = found.argmax(axis=1).ravel() + 1 == target.ravel()
        return np.array([np.count_nonzero(right), right.size], dtype=float)

    def value(self, sums: np.ndarray) -> float:
        return float(sums[0] / sums[1])


class Explained:
    """R²: 1 − Σ(target − output)² / Σ(target − mean)², over all columns; NaN where all targets are alike."""

    def __init__(self) -> None:
        self._origin: np.ndarray | None = None

    def sums(self, output: np.ndarray, target: np.ndarray) -> np.ndarray:
        """Rows: how many, the squared misses, the targets, their squares; the targets less the first one."""
        target = target.reshape(len(target), -1)
        if self._origin is None:  # so that large targets of little spread keep their digits
            self._origin = target[0].copy()
        away = target - self._origin
        missed = target - output.reshape(target.shape)
        columns = ((missed**2).sum(axis=0), away.sum(axis=0), (away**2).sum(axis=0))
        return np.stack([np.full(len(self._origin), float(len(target))), *columns])

    def value(self, sums: np.ndarray) -> float:
        count, missed, total, squares = sums
        spread = float((squares - total**2 / count).sum())
        if spread <= 1e-12 * float(squares.sum()):
            return float("nan")
        return 1 - float(missed.sum()) / spread


def measure(criterion: Criterion) -> Measure | None:
    """What measures answers under a criterion; None where nothing does."""
    which = kind(type(criterion).__name__)
    return None if which is None else Right(criterion) if which == "Accuracy" else Explained()


class Tally:
    """Adds up one epoch. Small batches are copied and looked at together, which is quicker."""

    def __init__(self, criterion: Criterion) -> None:
        self.rows = 0
        """How many were added since the last `take`."""
        self._measure = measure(criterion)
        self._waiting: list[tuple[np.ndarray, np.ndarray]] = []
        self._rows_waiting = 0
        self._sums: np.ndarray | None = None

    @property
    def counts(self) -> bool:
        """Whether there is anything to count under this criterion."""
        return self._measure is not None

    def add(self, output: Any, target: np.ndarray) -> None:
        """Adds a batch; the arrays may change afterwards. One without rows and columns counts for nothing."""
        if not isinstance(output, np.ndarray) or len(output) != len(target):
            return
        self.rows += len(target)
        self._rows_waiting += len(target)
        if self._rows_waiting < TOGETHER:
            self._waiting.append((output.copy(), target.copy()))
        else:
            self._waiting.append((output, target))
            self._count()

    def take(self) -> float | None:
        """What it comes to, None if it was nothing; then begins anew."""
        self._count()
        sums, self._sums, self.rows = self._sums, None, 0
        return None if sums is None or self._measure is None else self._measure.value(sums)

    def _count(self) -> None:
        waiting, self._waiting, self._rows_waiting = self._waiting, [], 0
        if waiting and self._measure is not None:
            outputs, targets = zip(*waiting, strict=True)
            whole = len(waiting) == 1
            new = (
                self._measure.sums(*waiting[0])
                if whole
                else self._measure.sums(*map(_joined, (outputs, targets)))
            )
            self._sums = new if self._sums is None else self._sums + new


def _joined(arrays: tuple[np.ndarray, ...]) -> np.ndarray:
    return np.concatenate(arrays)
