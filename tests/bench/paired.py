"""Two pieces of work, timed in turn: what else the machine does at a time slows both halves of a pair."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

PAIRS = 21
SECONDS = 0.03
"""How long each half of a pair takes, about."""

Work = Callable[[], object]


@dataclass(frozen=True)
class Paired:
    """Seconds for one call of each, and the median over all pairs of the second's time by the first's."""

    first: float
    second: float
    ratio: float


def paired(first: Work, second: Work, pairs: int = PAIRS) -> Paired:
    """Times both, `pairs` times in turn, changing which goes first."""
    counts = _count(first), _count(second)
    both = []
    for number in range(pairs):
        order = ((first, counts[0]), (second, counts[1]))
        times = [timed(work, count) for work, count in (order if number % 2 else order[::-1])]
        both.append(times if number % 2 else times[::-1])
    return Paired(
        median(a for a, _ in both), median(b for _, b in both), median(b / a for a, b in both)
    )


def timed(work: Work, count: int) -> float:
    """Seconds for one call, over `count`, without Python's search for cycles."""
    gc.disable()
    began = perf_counter()
    for _ in range(count):
        work()
    seconds = (perf_counter() - began) / count
    gc.enable()
    return seconds


def lasting(work: Work, pairs: int = PAIRS) -> float:
    """Seconds for one call, the median of several short runs."""
    count = _count(work)
    return median(timed(work, count) for _ in range(pairs))


def _count(work: Work) -> int:
    """How many calls take about `SECONDS`, after a few to warm up."""
    timed(work, 3)
    return max(1, int(SECONDS / timed(work, 3)))
