"""Weights, updates, accuracy and R²: as worked out by hand, and at a pace that costs little."""

from __future__ import annotations

import numpy as np
import pytest

from app.document import edits, examples
from app.training.curves import Curves
from app.training.measures import BATCH_WORK, Measures
from app.training.run import Run
from app.training.score import Tally, kind
from nncore import (
    BCECriterion,
    ClassNLLCriterion,
    CrossEntropyCriterion,
    L1Cost,
    MarginCriterion,
    MSECriterion,
)


def test_weights_and_updates_are_those_of_the_step() -> None:
    run = Run(examples.tutorial())
    for step in range(1, 6):
        before = run.layout.parameters.copy()
        run.step()
        x, rows, _ = run.rings.sizes.read(run.rings.sizes.count - 1)
        assert x.tolist() == [step]
        for column, part in enumerate(run.layout.segments.values()):
            after = run.layout.parameters[part]
            weight, update = rows[0][:, column]
            assert weight == pytest.approx(np.linalg.norm(after))
            assert update == pytest.approx(np.linalg.norm(after - before[part]) / np.linalg.norm(after))


def test_the_curves_tell_them_by_node() -> None:
    run, curves = Run(examples.tutorial()), Curves()
    for _ in range(4):
        run.step()
    curves.take(run)
    for column, node in enumerate(run.layout.trainable):
        published = run.rings.sizes.read()[1]
        for place, what in enumerate(("weight", "update")):
            x, y = curves.measured(what, node, 1, 4, 100)
            assert x.tolist() == [1, 2, 3, 4]
            assert y.tolist() == published[:, place, column].tolist()


def test_of_many_parameters_it_measures_only_some_steps() -> None:
    run = Run(examples.tutorial())
    measures = Measures(run.layout, run.network.criterion, run.rings, run.scores)
    measures._least = 10  # as with ten times BATCH_WORK parameters
    run.measures = measures
    for _ in range(35):
        run.step()
    assert run.rings.sizes.read()[0].tolist() == [1, 11, 21, 31]
    assert run.layout.parameters.size < BATCH_WORK


def test_accuracy_is_the_share_of_right_answers_as_they_were_seen() -> None:
    run = Run(edits.set_training(examples.classifier(), batch_size=7))
    right = count = 0
    while run.epoch < 1:
        run.step()
        output = run.network.module.output
        right += int((output.argmax(axis=1) + 1 == _last_target(run)).sum())
        count += len(output)
    assert count == run.examples.rows
    assert run.rings.scores.read()[1].tolist() == [right / count]


def _last_target(run: Run) -> np.ndarray:
    return run.batches._buffers[-1][: len(run.network.module.output)].ravel()


def test_r2_is_what_is_explained_of_the_targets_spread() -> None:
    run = Run(examples.tutorial())
    run.step_epoch()
    output = run.network.module.output
    target = run.examples.target.reshape(output.shape)
    expected = 1 - ((target - output) ** 2).sum() / ((target - target.mean(axis=0)) ** 2).sum()
    assert run.rings.scores.read()[1].tolist() == [pytest.approx(expected)]


def test_large_targets_of_little_spread_keep_their_digits() -> None:
    tally, draw = Tally(MSECriterion()), np.random.default_rng(1)
    target = 1e9 + draw.normal(size=(40, 2))
    output = target + 0.1 * draw.normal(size=(40, 2))
    for part in np.split(np.arange(40), 8):
        tally.add(output[part], target[part])
    expected = 1 - ((target - output) ** 2).sum() / ((target - target.mean(axis=0)) ** 2).sum()
    assert tally.take() == pytest.approx(expected, rel=1e-5)
    assert tally.take() is None


@pytest.mark.parametrize(
    ("criterion", "output", "target", "right"),
    [
        (ClassNLLCriterion(), [[-1.0, -2], [-3, -1], [-1, -4]], [1, 1, 1], 2 / 3),
        (CrossEntropyCriterion(), [[1.0, 2], [3, 1]], [2.0, 1.0], 1.0),
        (BCECriterion(), [[0.6], [0.4], [0.7], [0.2]], [[1.0], [1], [0], [0]], 0.5),
        (MarginCriterion(), [[0.3], [-0.4]], [[1.0], [1]], 0.5),
    ],
)
def test_each_criterion_has_its_own_way_of_being_right(
    criterion: object, output: list[list[float]], target: list[float], right: float
) -> None:
    tally = Tally(criterion)  # type: ignore[arg-type]
    for row, wanted in zip(output, target, strict=True):  # row by row is the same as all at once
        tally.add(np.array([row]), np.array([wanted]))
    assert tally.take() == pytest.approx(right)
    tally.add(np.array(output), np.array(target))
    assert tally.take() == pytest.approx(right)


def test_where_neither_fits_nothing_is_said() -> None:
    assert kind("L1Cost") is None
    assert not Tally(L1Cost()).counts


def test_an_epoch_of_which_a_part_was_not_seen_is_not_scored() -> None:
    first = Run(edits.set_training(examples.classifier(), batch_size=50))
    first.step()
    run = Run(first.document, first.checkpoint())
    while run.epoch < 2:
        run.step()
    assert run.rings.scores.read()[0].tolist() == [2]


def test_answers_to_examples_held_out_are_scored_after_each_epoch() -> None:
    run = Run(edits.set_training(examples.classifier(), validation=0.25))
    for _ in range(3):
        run.step_epoch()
    module = run.network.module
    found = module.evaluate().forward(run.held_out.inputs[0]).argmax(axis=1) + 1
    module.training()
    epochs, scores, _ = run.rings.validation_scores.read()
    assert epochs.tolist() == [1, 2, 3]
    assert scores[-1] == (found == run.held_out.target.ravel()).mean()
    assert len(run.rings.scores.read()[0]) == 3


def test_losses_held_out_are_drawn_from_where_the_file_left_them() -> None:
    run = Run(edits.set_training(examples.classifier(), validation=0.25))
    for _ in range(3):
        run.step_epoch()
    curves = Curves()
    curves.go_to(run.checkpoint())
    x, y = curves.validation.thinned(0, 9, 0)
    assert x.tolist() == [1, 2, 3]
    assert y.tolist() == run.rings.validation.read()[1].tolist()
