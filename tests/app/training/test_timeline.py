"""A run's past: what of it is kept, and that a run goes on from any moment of it as it did."""

from __future__ import annotations

import math
from itertools import pairwise
from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document import edits, examples
from app.document.model import Checkpoint, Document
from app.document.moment import Moment
from app.training.epochs import EpochLosses
from app.training.run import Run
from app.training.scores import Scores
from app.training.timeline import GRACE, SHARE, Timeline, checkpoint_at, size

DOC = examples.tutorial()


def moment(step: int, epoch_length: int = 1, weights: int = 1) -> Moment:
    state = Checkpoint(weights={1: (np.zeros(weights),)}, step=step)
    return Moment(state, step // epoch_length, step / epoch_length, 0.0, DOC)


def filled(steps: int, epoch_length: int, most: int, room: int = 2**30, weights: int = 1) -> Timeline:
    """The past of a run of so many steps that takes no time: all are offered when they are due."""
    timeline = Timeline(most=most, room=room, grace=math.inf)
    for step in range(steps + 1):
        if step >= timeline.due:
            left = -step % epoch_length
            timeline.offer(step, left, lambda step=step: moment(step, epoch_length, weights))
    timeline.add(moment(steps + 1, epoch_length, weights))
    return timeline


@settings(max_examples=60, deadline=None)
@given(
    steps=st.integers(1, 3000), epoch_length=st.sampled_from([1, 2, 3, 7, 40, 500]), most=st.integers(4, 60)
)
def test_it_is_thinned_evenly_within_its_cap_and_keeps_the_first(
    steps: int, epoch_length: int, most: int
) -> None:
    timeline = filled(steps, epoch_length, most)
    kept = [moment.step for moment in timeline.moments]
    assert kept == sorted(set(kept))
    assert kept[0] == 0
    assert kept[-1] == steps + 1
    assert len(kept) <= most
    gaps = [after - before for before, after in pairwise(kept)][:-1]  # the last was put there
    if gaps:
        assert max(gaps) <= 2 * timeline.stride
    if steps > 4 * most:
        assert len(kept) >= most // 4


@settings(max_examples=30, deadline=None)
@given(steps=st.integers(1, 500), weights=st.integers(1, 400), room=st.integers(4000, 40_000))
def test_it_takes_no_more_memory_than_it_may(steps: int, weights: int, room: int) -> None:
    timeline = filled(steps, 1, 400, room, weights)
    assert timeline.bytes == sum(map(size, timeline.moments)) == 8 * weights * len(timeline.moments)
    assert timeline.bytes <= room or len(timeline.moments) == 2


def test_where_it_can_choose_it_keeps_the_ends_of_epochs() -> None:
    timeline = filled(3000, 3, 100)
    assert timeline.stride > 3
    assert all(moment.is_epoch_end for moment in timeline.moments[:-1])


def test_of_a_few_epochs_all_are_kept() -> None:
    run = Run(DOC)
    for _ in range(5):
        run.step_epoch()
    assert [moment.time for moment in run.timeline.moments] == [0, 1, 2, 3, 4, 5]
    assert [moment.loss for moment in run.timeline.moments[1:]] == list(run.losses)


def test_taking_moments_costs_little_of_the_time() -> None:
    run = Run(edits.set_training(DOC, batch_size=2))
    began = perf_counter()
    run.advance(0.5)
    worked = perf_counter() - began
    dearest = 0.01  # one may be paid for later
    assert run.timeline.spent <= GRACE + SHARE * worked + dearest


def test_a_fault_takes_the_moments_behind_the_last_good_step_away() -> None:
    run = Run(edits.set_training(DOC, learning_rate=1e200))
    with pytest.raises(Exception, match="finite|NaN|infinite|large"):
        run.advance(1.0)
    assert all(moment.step <= run.step_count for moment in run.timeline.moments)


MODELS: dict[str, Document] = {
    "tutorial": edits.set_training(DOC, batch_size=2),
    "momentum": edits.set_training(DOC, batch_size=2, optimiser="adam"),
    "held out": edits.set_training(DOC, batch_size=2, validation=0.4),
    "dropout": edits.set_training(
        edits.insert_on_wire(DOC, DOC.root.id, DOC.root.wires[1], "Dropout")[0], batch_size=3
    ),
}


@pytest.mark.parametrize("name", MODELS)
def test_it_goes_on_from_every_moment_as_it_did_to_the_last_bit(name: str) -> None:
    document = MODELS[name]
    run = Run(document)
    for _ in range(6):
        run.step_epoch()
    end = run.checkpoint()
    kept = run.timeline.moments
    assert len(kept) > 6
    for one in kept:
        state = checkpoint_at(one, run.losses, run.validations, run.scores)
        again = Run(document, state)
        assert again.step_count == one.step
        while again.step_count < run.step_count:
            again.step()
        assert_same(again.checkpoint(), end)


def test_of_a_very_long_run_the_losses_that_are_still_known_are_kept() -> None:
    losses = EpochLosses(float(n) for n in range(1, 20_001))
    nothing = EpochLosses([float("nan")] * 20_000)
    one = Moment(Checkpoint(step=9_000), 9_000, 9_000.0, 9_000.0, DOC)
    state = checkpoint_at(one, losses, nothing, Scores())
    assert state.epoch == 9_000
    assert state.losses[0] == 1.0
    assert state.losses[-1] == 9_000.0
    assert state.validations == ()


def assert_same(one: Any, other: Any) -> None:
    """To the last bit."""
    assert one.losses == other.losses
    assert str(one.validations) == str(other.validations)
    assert (one.step, one.position, one.partial, one.omitted) == (
        other.step,
        other.position,
        other.partial,
        other.omitted,
    )
    for mine, theirs in ((one.weights, other.weights), (one.optimiser, other.optimiser)):
        assert list(mine) == list(theirs)
    for node, arrays in one.weights.items():
        assert all(a.tobytes() == b.tobytes() for a, b in zip(arrays, other.weights[node], strict=True))
    for mine, theirs in ((one.optimiser, other.optimiser), (one.random, other.random)):
        for name, value in mine.items():
            assert np.array_equal(value, theirs[name]), name
