"""Rings and losses: bounded, exact where they say so, readable while they are written."""

from __future__ import annotations

import math
import threading
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document import edits, examples
from app.training import epochs
from app.training.epochs import EpochLosses
from app.training.rings import Ring
from app.training.run import Run
from app.training.timeline import Timeline


@given(st.lists(st.integers(0, 40), max_size=12))
def test_a_reader_who_keeps_up_gets_every_row(lots: list[int]) -> None:
    ring, since, seen, number = Ring(64), 0, [], 0
    for lot in lots:
        for _ in range(lot):
            ring.add(number, number**2)
            number += 1
        x, values, since = ring.read(since)
        assert (values == x**2).all()
        seen += x.tolist()
    assert seen == list(range(number))


def test_a_reader_who_is_late_gets_the_last_ones() -> None:
    ring = Ring(8, (2,))
    for number in range(100):
        ring.add(number, np.array([number, -number]))
    x, values, since = ring.read(3)
    assert x.tolist() == list(range(93, 100))  # one less than fits: it may be just being overwritten
    assert (values == np.column_stack([x, -x])).all()
    assert since == 100
    assert len(ring.read(since)[0]) == 0


def test_no_row_is_read_half_written() -> None:
    ring, stop = Ring(16), threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            ring.add(number, number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        since = 0
        for _ in range(3000):
            x, values, since = ring.read(since)
            assert (x == values).all()
            assert (np.diff(x) == 1).all()
    finally:
        stop.set()
        writer.join()


def test_all_losses_of_a_usual_run_are_kept() -> None:
    losses = EpochLosses()
    for number in range(1000):
        losses.append(number / 2)
    assert len(losses) == 1000
    assert list(losses) == [number / 2 for number in range(1000)]
    assert losses[-1] == 499.5
    assert losses.since(998) == [(999, 499.0), (1000, 499.5)]
    with pytest.raises(IndexError):
        losses[1000]


def test_of_a_very_long_run_the_first_and_the_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epochs, "HEAD", 10)
    monkeypatch.setattr(epochs, "TAIL", 20)
    losses = EpochLosses()
    for number in range(500):
        losses.append(float(number))
    assert len(losses) == 500
    assert list(losses) == [*range(10), *range(480, 500)]
    assert math.isnan(losses[100]) and losses[480] == 480 and losses[9] == 9
    kept, omitted = losses.kept()
    again = EpochLosses(kept, omitted)
    assert (len(again), omitted) == (500, 470)
    assert again.since(0) == losses.since(0)
    for both in (losses, again):
        both.append(500.0)
        assert both.since(497) == [(498, 497.0), (499, 498.0), (500, 499.0), (501, 500.0)]
        assert list(both) == [*range(10), *range(481, 501)]


@given(st.integers(0, 30), st.integers(0, 60), st.integers(0, 90), st.integers(-2, 150))
def test_since_has_every_epoch_that_is_kept(first: int, omitted: int, more: int, since: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(epochs, "HEAD", 10)
        patch.setattr(epochs, "TAIL", 20)
        losses = EpochLosses(map(float, range(first)), omitted if first > 10 else 0)
        for number in range(more):
            losses.append(1000.0 + number)
        known = [(place + 1, losses[place]) for place in range(max(since, 0), len(losses))]
        assert losses.since(since) == [pair for pair in known if not math.isnan(pair[1])]


def test_epochs_that_are_taken_back_and_run_again_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epochs, "HEAD", 10)
    monkeypatch.setattr(epochs, "TAIL", 20)
    losses = EpochLosses(map(float, range(500)))
    losses.truncate(470)
    for number in range(470, 499):
        losses.append(float(number))
    assert list(losses) == [*range(10), *range(479, 499)]


def test_every_norm_is_recorded_at_first_and_fewer_at_full_speed() -> None:
    run = Run(examples.tutorial())
    for _ in range(30):
        run.advance(0.01)
        if run.step_count < 2000:
            assert run.rings.norms.count == run.step_count
    while run.step_count < 5000:
        run.advance(0.01)
    assert 2000 <= run.rings.norms.count < 4500
    assert run.rings.losses.count == run.step_count


@pytest.mark.parametrize("batch_size", [0, 2])
def test_memory_does_not_grow_with_the_steps(batch_size: int) -> None:
    run = Run(edits.set_training(examples.tutorial(), batch_size=batch_size))
    run.timeline = Timeline(most=2)  # what it may take is tested where it is
    while run.step_count < 3000:
        run.advance(0.05)
    tracemalloc.start()
    try:
        run.advance(0.05)
        before, steps = tracemalloc.get_traced_memory()[0], run.step_count
        while run.step_count < steps + 3000:
            run.advance(0.05)
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 20_000, f"{grown} bytes in 3000 steps"
