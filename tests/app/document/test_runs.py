"""The kept runs as a value: which are kept, what they are called, in what they differ."""

from __future__ import annotations

import numpy as np
import pytest

from app.document import edits, examples
from app.document import runs as kept
from app.document.differing import differing, settings
from app.document.model import Checkpoint
from app.document.refused import Refused
from app.document.runs import ROOM, UNNAMED, Runs

DOC = examples.tutorial()
WHEN = "2026-11-24T19:30:05"


def of(count: int, runs: Runs | None = None, weights: int = 1) -> Runs:
    """With so many more runs kept."""
    runs = runs or Runs()
    for step in range(count):
        state = Checkpoint(weights={1: (np.zeros(weights),)}, step=step + 1)
        runs = kept.keep(runs, DOC, state, WHEN)
    return runs


def test_runs_are_numbered_and_no_number_comes_twice() -> None:
    runs = kept.remove(of(3), 3)
    assert [run.name for run in of(1, runs).kept] == ["Run 1", "Run 2", "Run 4"]


def test_a_run_is_kept_once_only() -> None:
    state = Checkpoint(step=3)
    runs = kept.keep(Runs(), DOC, state, WHEN)
    assert kept.keep(runs, DOC, state, WHEN) is runs
    assert runs.holding(state) is runs.kept[0]


def test_of_those_without_a_name_the_newest_are_kept_and_those_with_one_all() -> None:
    runs = kept.rename(of(1), 1, "The first")
    runs = of(UNNAMED + 5, runs)
    assert len(runs.kept) == UNNAMED + 1
    assert [run.name for run in runs.kept[:2]] == ["The first", "Run 7"]


def test_large_runs_without_a_name_are_fewer_but_the_newest_stays() -> None:
    runs = of(5, weights=ROOM // 8 // 2)
    assert [run.id for run in runs.kept] == [4, 5]
    assert [run.id for run in of(2, weights=ROOM).kept] == [2]


def test_a_name_is_tidied_and_is_one_runs_only() -> None:
    runs = kept.rename(of(2), 1, "  half   the rate ")
    assert [(run.name, run.is_named) for run in runs.kept] == [("half the rate", True), ("Run 2", False)]
    with pytest.raises(Refused, match="another run called half the rate"):
        kept.rename(runs, 2, "half the rate")
    with pytest.raises(Refused, match="needs a name"):
        kept.rename(runs, 2, "  ")


def test_only_what_differs_is_told() -> None:
    faster = edits.set_training(DOC, learning_rate=0.5, epochs=20)
    assert differing(DOC, [DOC, faster]) == ["Learning rate"]
    assert settings(faster)["Learning rate"] == "0.5"
    adam = edits.set_training(DOC, optimiser="adam", options=(("beta1", 0.8),))
    assert differing(DOC, [adam]) == ["Optimiser", "beta1"]
    linear = DOC.root.children[0].id
    wider = edits.set_arguments(DOC, linear, {"outputSize": 7})
    assert differing(wider, [DOC]) == ["Model"]
    assert settings(DOC)["Model"].startswith("Linear(4 → 3), Tanh")
