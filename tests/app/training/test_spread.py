"""Histograms of what is in a network: exact, bounded, and drawn where the numbers are; units that rest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.document import edits, examples
from app.training.glance import Glance, glance
from app.training.glances import BATCHES, Glances
from app.training.resting import kind, resting
from app.training.run import Run
from app.training.spread import BINS, ROWS, Spreads, spread
from nncore import ReLU, Sigmoid, Tanh


@given(arrays.arrays(float, st.integers(1, 60), elements=st.floats(-1e6, 1e6)))
def test_every_number_is_counted_once_between_smallest_and_largest(values: np.ndarray) -> None:
    row = spread(values)
    assert row is not None
    assert (row.low, row.high) == (values.min(), values.max())
    assert row.counts.sum() == len(values)
    assert row.mean == pytest.approx(values.mean(), abs=1e-6)


def test_numbers_that_hardly_differ_lie_in_one_part() -> None:
    row = spread(np.array([2e-313, 0.0]))
    assert row is not None
    assert row.counts.sum() == 2


def test_counts_are_those_of_equal_parts() -> None:
    values = np.random.default_rng(0).normal(size=(30, 20))
    row = spread(values)
    assert row is not None
    assert row.counts.tolist() == np.histogram(values, bins=BINS)[0].tolist()


def test_nothing_and_what_is_not_finite_have_no_histogram() -> None:
    assert spread(np.empty(0)) is None
    assert spread(np.array([1.0, np.nan])) is None
    assert spread(np.array([1.0, np.inf])) is None


def test_a_long_run_keeps_its_first_and_its_last_histogram_and_not_more_than_it_may() -> None:
    spreads = Spreads()
    for step in range(1, 20_001):
        spreads.add(step, spread(np.array([float(step), step + 1.0])))  # type: ignore[arg-type]
    steps = spreads.steps
    assert len(steps) <= ROWS
    assert (steps[0], steps[-1]) == (1, 20_000)
    gaps = np.diff(steps)[:-1]
    assert gaps.max() <= 2.1 * gaps.min()
    assert (spreads.table()[:, 0] == steps).all()


def test_a_run_that_is_taken_back_goes_on_from_there() -> None:
    spreads = Spreads()
    for step in (1, 2, 3, 4, 2):
        spreads.add(step, spread(np.array([float(step)])))  # type: ignore[arg-type]
    assert spreads.steps.tolist() == [1, 2]


def test_the_picture_is_dark_where_the_numbers_are() -> None:
    spreads = Spreads()
    spreads.add(10, spread(np.array([0.0, 0.0, 0.0, 4.0])))  # type: ignore[arg-type]
    spreads.add(20, spread(np.full(5, 2.5)))  # type: ignore[arg-type]
    image = spreads.image(np.array([0.0, 10, 14, 16, 20, 30]), np.arange(-1.0, 6.0))
    assert image[:, [0, 5]].max() == 0  # nobody has looked there
    assert image[:, 1].tolist() == pytest.approx([0, 1, 0, 0, 1 / 3, 0], abs=1e-12)
    assert (image[:, 2] == image[:, 1]).all()
    assert image[:, 4].tolist() == [0, 0, 0, 1, 0, 0]
    assert (image[:, 3] == image[:, 4]).all()


def test_units_that_are_dead_or_saturated_for_every_example() -> None:
    relu, tanh, sigmoid = ReLU(), Tanh(), Sigmoid()
    relu.forward(np.array([[-1.0, -2.0, 3.0], [-1.0, 2.0, -3.0]]))
    assert resting(relu).tolist() == [True, False, False]  # type: ignore[union-attr]
    tanh.forward(np.array([[9.0, 9.0, 0.0], [-9.0, 0.0, 9.0]]))
    assert resting(tanh).tolist() == [True, False, False]  # type: ignore[union-attr]
    sigmoid.forward(np.array([[9.0, -9.0], [9.0, 0.0]]))
    assert resting(sigmoid).tolist() == [True, False]  # type: ignore[union-attr]


def test_a_channel_is_one_unit() -> None:
    relu, maps = ReLU(), -np.ones((2, 3, 4, 4))
    maps[1, 2, 3, 3] = 1
    relu.forward(maps)
    assert resting(relu).tolist() == [True, True, False]  # type: ignore[union-attr]
    assert kind("Linear") is None


def test_a_unit_rests_when_it_did_in_every_glance_of_late() -> None:
    glances = Glances()
    glances.add(Glance(1, resting={7: np.array([True, False])}))
    for step in range(2, 2 + BATCHES):
        glances.add(Glance(step, resting={7: np.array([True, True])}))
    _, y = glances.share(7, 0, 100, 500)
    assert y.tolist() == [0.5] * BATCHES + [1.0]
    glances.add(Glance(5, resting={7: np.array([False, False])}))
    assert glances.range(7) == (1, 5)


def test_a_glance_sees_what_the_last_batch_left() -> None:
    run = Run(edits.set_training(examples.classifier(), batch_size=20))
    assert not glance(run).spreads
    run.step()
    seen = glance(run)
    for node, module in run.network.nodes.items():
        if not module.children():
            assert seen.spreads["output", node].high == module.output.max()
    for node, part in run.layout.segments.items():
        assert seen.spreads["parameters", node].low == run.layout.parameters[part].min()
        assert seen.spreads["gradParameters", node].high == run.layout.gradients[part].max()
