"""An hour's run, simulated by its number of steps, takes no more memory at its end than after a quarter.

All recorders are on: losses, rings, measures, the timeline, the curves that are drawn, histograms and
resting units, the microscope's looks, and the diagnosis. That the measurement would notice a leak is tested
by putting one into each of them.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.document import edits, examples
from app.document.model import Document
from app.training import spread
from app.training.curve import Curve
from app.training.curves import Curves
from app.training.diagnosis.examiner import Examiner
from app.training.diagnosis.stand import stand
from app.training.epochs import EpochLosses
from app.training.glance import glance
from app.training.glances import Glances
from app.training.measures import Measures
from app.training.rings import Ring
from app.training.run import Run
from app.training.scores import Scores
from app.training.timeline import Timeline
from app.training.watch import Watch

HOUR = 216_000_000
"""Steps of 4-3-1 in an hour at 60,000 a second."""
LOOKS, BURST = 96, 10
"""How often in that hour the window looks; the steps that are really made before each look."""
DIAGNOSED = 6
"""Every so many looks there is a diagnosis, and the memory is measured."""
MOST = 12
"""Moments and histograms that are kept: so few that they are thinned several times in each quarter."""
ROOM = 10_000
"""Bytes by which the last quarter's most may exceed the second quarter's: numbers, texts and lists differ in
size from time to time. One curve or one moment of this network takes as much.
"""


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(spread, "ROWS", MOST)
    gc.collect()
    gc.freeze()  # what was there before is not searched again and again
    yield
    gc.unfreeze()


def test_memory_is_flat() -> None:
    assert grown(document()) < ROOM


@pytest.mark.parametrize(
    ("owner", "method"),
    [
        (Ring, "add"),
        (Measures, "after"),
        (Timeline, "add"),
        (EpochLosses, "append"),
        (Scores, "add"),
        (Curve, "extend"),
        (Glances, "add"),
        (Watch, "look"),
        (Examiner, "__call__"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_leak_in_any_recorder_would_be_noticed(
    owner: type, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, leaked = getattr(owner, method), []

    def leaking(self: Any, *args: Any) -> Any:
        leaked.append(np.zeros(512))
        return original(self, *args)

    monkeypatch.setattr(owner, method, leaking)
    assert grown(document(), looks=LOOKS // 2) > ROOM


def document() -> Document:
    """4-3-1 on the tutorial's data, a part of it held out, one batch an epoch."""
    return edits.set_training(examples.tutorial(), epochs=10**9, validation=0.4)


def grown(document: Document, looks: int = LOOKS) -> int:
    """By how many bytes the most that is held in the last quarter exceeds the most in the second.

    What the timeline counts as its own is left out; it rises and falls, and its bounds are tested there.
    """
    run, watch, examiner = Run(document), Watch(), Examiner()
    run.timeline = Timeline(most=MOST, grace=float("inf"))
    curves, glances = Curves(), Glances()
    watch.follow(frozenset(run.network.nodes))
    held: list[int] = []
    tracemalloc.start()
    try:
        for number in range(looks):
            for _ in range(BURST):
                run.unguarded_step()
            watch.look(run, None)
            curves.take(run)
            glances.add(glance(run))
            if number % DIAGNOSED == 0:
                examiner(stand(run))
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0] - run.timeline.bytes)
            run.step_count += HOUR // looks - BURST - 1
    finally:
        tracemalloc.stop()
    quarter = len(held) // 4
    return max(held[-quarter:]) - max(held[quarter : 2 * quarter])
