"""A run that is interrupted, saved and gone on with gives the very bits of one that never was."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document import edits, examples
from app.document.model import Checkpoint, Document
from app.files.model_file import load, save
from app.training import sources
from app.training.curves import Curves
from app.training.lab import switched
from app.training.run import Run
from app.training.scores import MOST, Scores
from app.training.timeline import checkpoint_at
from tests.app.training.models import chain, linear

STEPS = 40


def dropping_out(momentum: bool, batch_size: int) -> Document:
    data = sources.find("moons").describe({"N": 23})
    layers = [linear(2, 5), ("Tanh", {}), ("Dropout", {"p": 0.3}), linear(5, 2), ("LogSoftMax", {})]
    method = "adam" if momentum else "sgd"
    return chain(
        layers, "ClassNLLCriterion", data, optimiser=method, learning_rate=0.05, batch_size=batch_size
    )


def losses(run: Run) -> list[float]:
    return run.rings.losses.read()[1].tolist()


@given(
    st.lists(st.integers(1, STEPS), max_size=4),
    st.sampled_from([0, 1, 5, 7, 23]),
    st.booleans(),
)
@settings(deadline=None, max_examples=30)
def test_wherever_it_is_interrupted(pauses: list[int], batch_size: int, momentum: bool) -> None:
    doc = dropping_out(momentum, batch_size)
    whole = Run(doc)
    for _ in range(STEPS):
        whole.step()
    checkpoint, seen = Checkpoint(), []
    for stop in [*sorted(set(pauses)), STEPS]:
        part = Run(doc, checkpoint)
        while part.step_count < stop:
            part.step()
        seen += losses(part)
        checkpoint = part.checkpoint()
    assert seen == losses(whole)
    last = whole.checkpoint()
    assert checkpoint.losses == last.losses
    assert (checkpoint.step, checkpoint.position, checkpoint.partial) == (
        last.step,
        last.position,
        last.partial,
    )
    for node, arrays in last.weights.items():
        assert all(map(np.array_equal, arrays, checkpoint.weights[node]))


def test_also_through_a_file(tmp_path: Path) -> None:
    doc = dropping_out(True, 7)
    whole = Run(doc)
    first = Run(doc)
    for _ in range(9):  # in the middle of the third epoch
        whole.step()
        first.step()
    save(tmp_path / "model.netloom", doc, first.checkpoint())
    second = Run(*load(tmp_path / "model.netloom"))
    for _ in range(30):
        whole.step()
        second.step()
    assert losses(second) == losses(whole)[9:]
    assert list(second.losses) == list(whole.losses)


@pytest.mark.parametrize("method", ["sgd", "adam", "lbfgs"])
def test_gradients_that_pile_up_go_on_too(method: str, tmp_path: Path) -> None:
    doc = replace(dropping_out(False, 7), training=replace(dropping_out(False, 7).training, optimiser=method))
    doc = edits.set_training(switched(doc, "no_zero", True), clip=0.5, learning_rate=0.001)
    whole, first = Run(doc), Run(doc)
    for _ in range(9):
        whole.step()
        first.step()
    save(tmp_path / "model.netloom", doc, first.checkpoint())
    second = Run(*load(tmp_path / "model.netloom"))
    forked = Run(doc, checkpoint_at(whole.timeline.moments[2], whole.losses, whole.validations, whole.scores))
    assert forked.step_count == 2
    while forked.step_count < 9:
        forked.step()
    for _ in range(12):
        whole.step()
        second.step()
        forked.step()
    for other in (second, forked):
        np.testing.assert_allclose(losses(other)[-12:], losses(whole)[9:], rtol=1e-12)
        np.testing.assert_allclose(other.layout.parameters, whole.layout.parameters, rtol=1e-12, atol=1e-12)


def test_accuracies_of_before_are_kept(tmp_path: Path) -> None:
    doc = edits.set_training(dropping_out(False, 7), validation=0.3)
    run = Run(doc)
    run.advance(60, until_epoch=4)
    state = run.checkpoint()
    epochs, training, held_out = zip(*state.scores, strict=True)
    assert epochs == (1, 2, 3, 4)
    assert training == tuple(run.rings.scores.read()[1]) and held_out == tuple(
        run.rings.validation_scores.read()[1]
    )
    save(tmp_path / "model.netloom", doc, state)
    again = Run(*load(tmp_path / "model.netloom"))
    again.advance(60, until_epoch=6)
    kept = again.checkpoint().scores
    assert kept[:4] == state.scores and [epoch for epoch, _, _ in kept] == [1, 2, 3, 4, 5, 6]
    opened = Curves()
    opened.go_to(load(tmp_path / "model.netloom")[1])
    assert opened.scores.thinned(0, 9, 0)[1].tolist() == list(training)
    assert opened.validation_scores.thinned(0, 9, 0)[1].tolist() == list(held_out)
    second = checkpoint_at(run.timeline.moments[2], run.losses, run.validations, run.scores)
    assert second.scores == tuple(row for row in state.scores if row[0] <= second.epoch)


def test_scores_of_a_long_run_take_bounded_memory() -> None:
    scores = Scores()
    for epoch in range(1, 20_001):
        scores.add(epoch, 1 / epoch, math.nan)
    rows = scores.kept(20_000)
    assert MOST // 2 <= len(rows) <= MOST and (rows[0][0], rows[-1][0]) == (1, 20_000)
    assert all(score == 1 / epoch for epoch, score, _ in rows)


def test_gradients_are_kept_only_where_they_matter() -> None:
    doc = dropping_out(False, 7)
    run = Run(doc)
    run.step()
    assert not run.checkpoint().gradients
    piling = Run(switched(doc, "no_zero", True))
    piling.step()
    checkpoint = piling.checkpoint()
    assert set(checkpoint.gradients) == set(piling.layout.trainable)
    repaired = Run(doc, checkpoint)  # with the bug repaired what piled up does not count
    assert not repaired.layout.gradients.any()
    wider = edits.set_arguments(switched(doc, "no_zero", True), 1, {"outputSize": 6})
    edited = Run(edits.set_arguments(wider, 4, {"inputSize": 6}), checkpoint)
    assert edited.new and not edited.layout.gradients.any()


def normalising(batch_size: int) -> Document:
    """The last batch of 11 among 23 has one row, for which the running mean and variance are used."""
    data = sources.find("moons").describe({"N": 23})
    layers = [linear(2, 5), ("BatchNormalization", {"nOutput": 5}), linear(5, 2), ("LogSoftMax", {})]
    return chain(layers, "ClassNLLCriterion", data, learning_rate=0.05, batch_size=batch_size)


@pytest.mark.parametrize("stop", [1, 2, 3, 4])
def test_running_means_go_on_too(stop: int, tmp_path: Path) -> None:
    doc = normalising(11)
    whole, first = Run(doc), Run(doc)
    whole.advance(60, until_epoch=3)
    for _ in range(stop):
        first.step()
    save(tmp_path / "model.netloom", doc, first.checkpoint())
    second = Run(*load(tmp_path / "model.netloom"))
    assert second.kept == (1, 2, 3)
    second.advance(60, until_epoch=3)
    assert list(second.losses) == list(whole.losses)
    bare = edits.set_arguments(doc, 2, {"affine": False})
    other = Run(bare, first.checkpoint())  # the parameters of the normalisation are gone, its means are not
    assert other.kept == (1, 2, 3)
    assert all(map(np.array_equal, other.layout.states(2), first.layout.states(2)))


def test_a_checkpoint_is_not_touched_by_what_comes_after() -> None:
    run = Run(dropping_out(True, 7))
    run.step()
    checkpoint = run.checkpoint()
    arrays = [array.copy() for array in (*checkpoint.weights[1], checkpoint.optimiser["m"])]
    order = checkpoint.random["order"].copy()
    for _ in range(10):
        run.step()
    going_on = Run(dropping_out(True, 7), checkpoint)
    for _ in range(10):
        going_on.step()
    assert all(map(np.array_equal, arrays, (*checkpoint.weights[1], checkpoint.optimiser["m"])))
    assert (checkpoint.random["order"] == order).all()


def test_a_run_starts_the_same_each_time() -> None:
    doc = dropping_out(False, 5)
    first, again = Run(doc), Run(doc)
    assert (first.layout.parameters == again.layout.parameters).all()
    first.advance(60, until_epoch=3)
    again.advance(60, until_epoch=3)
    assert losses(first) == losses(again)
    assert (first.layout.parameters == again.layout.parameters).all()


def test_other_rows_begin_the_epoch_anew() -> None:
    doc = dropping_out(False, 7)
    run = Run(doc)
    run.step()
    fewer = edits.set_data(doc, sources.find("moons").describe({"N": 20}))
    going_on = Run(fewer, run.checkpoint())
    going_on.step_epoch()
    assert (going_on.epoch, going_on.step_count) == (1, 1 + 3)


@pytest.mark.parametrize("method", ["sgd", "adam", "rprop", "cg", "lbfgs"])
def test_every_method_goes_on_exactly(method: str) -> None:
    doc = edits.set_training(examples.tutorial(), optimiser=method)
    whole = Run(doc)
    whole.advance(60, until_epoch=8)
    first = Run(doc)
    first.advance(60, until_epoch=5)
    second = Run(doc, first.checkpoint())
    second.advance(60, until_epoch=8)
    assert list(second.losses) == list(whole.losses)
