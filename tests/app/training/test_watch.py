"""Looking into a run while it trains changes nothing of it."""

from __future__ import annotations

import numpy as np
import pytest

from app.document import edits, examples
from app.training.run import Run
from app.training.watch import Watch


def test_a_look_is_a_batch_of_the_run() -> None:
    document = edits.set_training(examples.classifier(), batch_size=20)
    watched, alone, watch = Run(document), Run(document), Watch()
    node = document.root.children[2].id
    watch.follow(frozenset([node]))
    for step in range(1, 25):
        watch.look(watched, None)
        alone.step()
        assert watch.seen is not None
        assert watch.seen.step == step
        assert set(watch.seen.known[node]) >= {"input", "output", "gradOutput", "gradInput", "weight"}
        weight = alone.checkpoint().weights[node][0]
        assert np.array_equal(watched.checkpoint().weights[node][0], weight)
        assert np.array_equal(watch.seen.known[node]["weight"], weight)
    assert watched.losses.kept() == alone.losses.kept()


def test_it_is_due_only_now_and_then_and_never_without_modules() -> None:
    run, watch = Run(examples.tutorial()), Watch()
    assert not watch.is_due
    watch.follow(frozenset([1]))
    assert watch.is_due
    watch.look(run, None)
    assert not watch.is_due
    watch.follow(frozenset())
    assert not watch.is_due
    assert watch.seen is None


def test_it_stops_at_the_epoch_that_is_wanted() -> None:
    run, watch = Run(examples.tutorial()), Watch()
    watch.follow(frozenset([1]))
    for _ in range(5):
        watch.look(run, 2)
    assert run.epoch == 2


def test_what_was_seen_never_changes() -> None:
    run, watch = Run(examples.tutorial()), Watch()
    watch.follow(frozenset([1]))
    watch.look(run, None)
    assert watch.seen is not None
    kept = watch.seen.known[1]["weight"]
    before = kept.copy()
    run.step()
    assert np.array_equal(kept, before)
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 1
