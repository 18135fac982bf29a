"""A curve keeps its extremes however long it grows, and draws no more points than there are pixels for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.document import edits, examples
from app.document.model import Checkpoint
from app.training.curve import Curve
from app.training.curves import Curves
from app.training.run import Run

finite = st.floats(-1e6, 1e6)
lots = st.lists(st.integers(1, 60), min_size=1, max_size=12)


def grown(curve: Curve, lengths: list[int], values: np.ndarray) -> np.ndarray:
    """The curve with so many points at a time; x counts from 1. All y that went in."""
    at = 0
    for length in lengths:
        x = np.arange(at + 1, at + length + 1, dtype=float)
        curve.extend(x, values[at : at + length])
        at += length
    return values[:at]


@given(lots, arrays.arrays(float, (720, 2), elements=finite), st.integers(1, 400))
@settings(deadline=None, max_examples=80)
def test_every_point_is_a_true_one_and_no_spike_is_lost(
    lengths: list[int], values: np.ndarray, pixels: int
) -> None:
    curve = Curve(columns=2, capacity=32)
    y = grown(curve, lengths, values)
    assert len(curve) <= 32
    assert curve.range == (1, len(y))
    for column in (0, 1):
        xs, ys = curve.thinned(1, len(y), pixels, column)
        assert (np.diff(xs) > 0).all()
        assert (ys == y[xs.astype(int) - 1, column]).all()
        assert (ys.min(), ys.max()) == (y[:, column].min(), y[:, column].max())
        assert len(xs) <= 2 * min(pixels + 3, 33)
    assert curve.last is not None
    assert (curve.last[0], *curve.last[1]) == (len(y), *y[-1])


@given(lots, arrays.arrays(float, (720, 2), elements=finite), st.integers(1, 400))
@settings(deadline=None, max_examples=50)
def test_the_means_are_those_of_all_points(lengths: list[int], values: np.ndarray, pixels: int) -> None:
    curve = Curve(columns=2, capacity=32)
    y = grown(curve, lengths, values)
    xs, means = curve.means(1, len(y), 10_000, 1)
    assert len(xs) == len(curve)
    assert (np.diff(xs) > 0).all()
    width = round(2 * xs[0] - 1)  # points in a whole bucket; x counts from 1
    for place, mean in enumerate(means):
        assert mean == pytest.approx(y[place * width : (place + 1) * width, 1].mean(), rel=1e-9, abs=1e-6)
    _, few = curve.means(1, len(y), pixels, 1)
    assert few.min() >= y[:, 1].min() - 1e-6 and few.max() <= y[:, 1].max() + 1e-6


@given(lots, arrays.arrays(float, (720,), elements=finite), st.integers(1, 720), st.integers(0, 300))
@settings(deadline=None, max_examples=50)
def test_a_window_shows_its_extremes_and_a_neighbour_on_either_side(
    lengths: list[int], values: np.ndarray, first: int, width: int
) -> None:
    curve = Curve(capacity=1024)
    y = grown(curve, lengths, values)
    last = first + width
    xs, ys = curve.thinned(first, last, 50)
    inside = y[first - 1 : last]
    if len(inside):
        assert ys.min() <= inside.min() and ys.max() >= inside.max()
        assert xs[0] == max(first - 1, 1) or len(xs) > 1
    exact, _ = curve.thinned(first, last, 10_000)
    wanted = np.arange(max(first - 1, 1), min(last + 1, len(y)) + 1)
    assert set(wanted.tolist()) <= set(exact.tolist())


def test_points_are_even_on_a_logarithmic_axis() -> None:
    curve = Curve(capacity=8192)
    x = np.arange(1, 8001, dtype=float)
    curve.extend(x, np.sin(x))
    xs, _ = curve.thinned(1, 8000, 100, log=True)
    decades = [((xs >= low) & (xs < 10 * low)).sum() for low in (10, 100)]
    assert 40 < decades[1] <= 60 and xs[0] == 1 and len(xs) <= 210


def test_it_takes_up_what_replaces_its_end() -> None:
    curve = Curve()
    curve.extend(np.arange(1.0, 11), np.zeros(10))
    curve.extend(np.arange(8.0, 13), np.ones(5))
    xs, ys = curve.thinned(1, 20, 1000)
    assert xs.tolist() == list(range(1, 13))
    assert ys.tolist() == [0] * 7 + [1] * 5


def test_the_nearest_point_is_found() -> None:
    curve = Curve()
    assert curve.at(3) is None
    curve.extend(np.array([1.0, 2, 5]), np.array([7.0, 8, 9]))
    assert [curve.at(x) for x in (-4, 1.4, 3.6, 99)] == [(1, 7), (1, 7), (5, 9), (5, 9)]


def test_a_million_points_are_cheap_to_keep() -> None:
    curve = Curve()
    for at in range(0, 1_000_000, 2000):
        curve.extend(np.arange(at + 1.0, at + 2001), np.full(2000, 1.0))
    curve.extend(np.array([1_000_001.0]), np.array([50.0]))
    xs, ys = curve.thinned(1, 1_000_001, 1600)
    assert len(curve) <= 8192 and len(xs) <= 3206
    assert (xs[-1], ys[-1]) == (1_000_001, 50)


# The curves of a model's training.


def trained(epochs: int, checkpoint: Checkpoint | None = None, batch_size: int = 0) -> Run:
    run = Run(edits.set_training(examples.tutorial(), batch_size=batch_size), checkpoint)
    run.advance(60, until_epoch=epochs)
    return run


def points(curve: Curve) -> list[tuple[float, float]]:
    return list(zip(*(line.tolist() for line in curve.thinned(0, 1e9, 10**6)), strict=True))


def test_curves_follow_a_run() -> None:
    curves, run = Curves(), trained(3, batch_size=2)
    assert curves.take(run)
    assert not curves.take(run)
    run.advance(60, until_epoch=4)
    assert curves.take(run)
    steps, losses, _ = run.rings.losses.read()
    assert points(curves.batches) == list(zip(steps.tolist(), losses.tolist(), strict=True))
    assert points(curves.epochs) == list(enumerate(run.losses, 1))
    assert curves.nodes == (1, 3)
    assert curves.last_norms == run.gradient_norms
    xs, ys = curves.measured("gradient", 3, 1, 100, 1000)
    assert xs.tolist() == steps.tolist()
    assert ys[-1] == run.gradient_norms[3]
    assert curves.norm_at(3, 99) == (12, ys[-1])


def test_what_was_trained_before_belongs_to_the_curve() -> None:
    first = trained(4)
    curves = Curves()
    curves.take(trained(6, first.checkpoint()))
    assert [x for x, _ in points(curves.epochs)] == [1, 2, 3, 4, 5, 6]
    assert [x for x, _ in points(curves.batches)] == [5, 6]


def test_going_on_after_an_edit_goes_on_with_the_curve() -> None:
    curves, first = Curves(), trained(4)
    curves.take(first)
    curves.take(trained(6, first.checkpoint()))
    assert [x for x, _ in points(curves.batches)] == [1, 2, 3, 4, 5, 6]


def test_a_rewind_begins_anew() -> None:
    curves = Curves()
    curves.take(trained(4))
    curves.take(trained(0))
    assert points(curves.batches) == points(curves.epochs) == []
    assert curves.last_norms == {}
    assert np.isnan(curves.batches.range).all()


def test_undo_ends_the_curve_where_the_training_is() -> None:
    curves, run = Curves(), trained(2)
    earlier = run.checkpoint()
    run.advance(60, until_epoch=5)
    curves.take(run)
    curves.go_to(earlier)
    assert [x for x, _ in points(curves.batches)] == [1, 2]
    assert points(curves.epochs) == list(enumerate(earlier.losses, 1))
    curves.go_to(Checkpoint())
    assert points(curves.batches) == []


def test_another_models_past_takes_the_place_of_this_ones() -> None:
    curves = Curves()
    curves.take(trained(5))
    curves.go_to(Checkpoint(losses=(9.0, 8.0, 7.0), step=3))
    assert points(curves.batches) == []
    assert points(curves.epochs) == [(1, 9), (2, 8), (3, 7)]


@pytest.mark.parametrize("columns", [0, 1])
def test_an_empty_curve_has_no_points(columns: int) -> None:
    curve = Curve(columns)
    curve.extend(np.empty(0), np.empty((0, columns)))
    assert len(curve) == 0
    if columns:
        assert curve.thinned(0, 1, 100)[0].size == 0
