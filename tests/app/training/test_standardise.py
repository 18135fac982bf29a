"""Inputs are scaled by what the training share tells, and by nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from app.document import edits
from app.document.model import INPUT, OUTPUT, Data, Document
from app.training import sources
from app.training.examples import Examples
from app.training.run import Run
from app.training.splitting import split
from app.training.standardise import Scaling, standardised, wanted


def _drawn(*dims: int) -> Examples:
    generator = np.random.default_rng(5)
    inputs = generator.normal(7, 3, size=(60, *dims))
    return Examples((inputs,), np.arange(60.0))


@pytest.mark.parametrize(("dims", "axes"), [((4,), (0,)), ((2, 5, 5), (0, 2, 3)), ((5, 5), None), ((), None)])
def test_what_is_trained_on_has_mean_0_and_deviation_1(
    dims: tuple[int, ...], axes: tuple[int, ...] | None
) -> None:
    train, held = split(_drawn(*dims), 0.25, 3)
    scaled, other, scaling = standardised(train, held)
    assert np.allclose(scaled.inputs[0].mean(axis=axes), 0, atol=1e-12)
    assert np.allclose(scaled.inputs[0].std(axis=axes), 1)
    assert abs(other.inputs[0].mean()) > 1e-6  # measured without these
    assert np.allclose(scaling.restored(other.inputs)[0], held.inputs[0])
    assert np.array_equal(scaling.scaled(held.inputs)[0], other.inputs[0])
    assert scaled.target.tolist() == train.target.tolist()


def test_what_is_held_out_has_no_say() -> None:
    train = Examples((np.array([[1.0], [3.0]]),), np.zeros(2))
    for far in (0.0, 1e9):
        held = Examples((np.array([[far]]),), np.zeros(1))
        assert standardised(train, held)[0].inputs[0].tolist() == [[-1.0], [1.0]]


def test_a_column_that_is_always_the_same_is_only_shifted() -> None:
    train = Examples((np.array([[0.1, 5.0], [0.1, 7.0], [0.1, 9.0]]),), np.zeros(3))
    scaled, _, _ = standardised(train, train.taken(slice(0)))
    assert np.abs(scaled.inputs[0][:, 0]).max() < 1e-12


def test_indices_stay() -> None:
    train = Examples((np.array([1, 2, 3]), np.array([[1.0], [2.0], [4.0]])), np.zeros(3))
    scaled, _, scaling = standardised(train, train.taken(slice(0)))
    assert scaled.inputs[0].tolist() == [1, 2, 3]
    assert scaling.parts[0] is None


def test_it_is_a_setting_of_the_data() -> None:
    assert wanted(Data(options=(("standardise", True),)))
    assert not wanted(Data())
    assert Scaling().scaled((np.ones(2),))[0].tolist() == [1, 1]


def test_a_run_trains_on_what_is_standardised() -> None:
    document = edits.set_data(Document(), sources.find("iris").describe({"standardise": True}))
    document = edits.set_training(document, validation=0.2)
    document, linear = edits.add(document, "Linear", {"inputSize": 4, "outputSize": 3})
    document = edits.connect(document, 0, INPUT, linear)
    document, soft = edits.add(document, "LogSoftMax")
    document = edits.connect(document, 0, linear, soft)
    document, _ = edits.add(document, "ClassNLLCriterion")
    document = edits.connect(document, 0, soft, OUTPUT)
    run = Run(document)
    assert np.allclose(run.examples.inputs[0].mean(axis=0), 0, atol=1e-12)
    assert (run.examples.rows, run.held_out.rows) == (120, 30)
    apart, _ = split(run.data, 0.2, document.training.split_seed)
    assert np.allclose(run.scaling.restored(run.examples.inputs)[0], apart.inputs[0])
    run.step_epoch()
    again = Run(document, run.checkpoint(), examples=run.data)  # as after a rewind: scaled once, not twice
    assert np.array_equal(again.examples.inputs[0], run.examples.inputs[0])
