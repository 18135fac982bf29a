"""What the settings do to each step: the schedule's rate, weight decay, and a limit to the gradient."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.document import edits, examples
from app.training.run import Run
from nncore.optim import METHODS


def trained(epochs: int = 3, **training: object) -> Run:
    run = Run(edits.set_training(examples.classifier(), **training))
    run.advance(math.inf, epochs)
    return run


@pytest.mark.parametrize("name", METHODS)
def test_every_optimiser_lowers_the_loss_and_goes_on_after_a_pause(name: str) -> None:
    doc = edits.set_training(edits.choose_optimiser(examples.classifier(), name), batch_size=0)
    run = Run(doc)
    run.advance(math.inf, 6)
    assert run.losses[5] < run.losses[0]
    half = Run(doc)
    half.advance(math.inf, 3)
    again = Run(doc, half.checkpoint())
    again.advance(math.inf, 6)
    assert list(again.losses) == list(run.losses)


def test_a_schedule_is_the_same_as_setting_the_rate_by_hand() -> None:
    options = (("every", 1), ("factor", 0.5))
    run = trained(learning_rate=0.2, schedule="step", schedule_options=options)
    by_hand = Run(edits.set_training(examples.classifier(), learning_rate=0.2))
    for epoch in range(3):
        by_hand.learning_rate = 0.2 * 0.5**epoch
        by_hand.step_epoch()
    assert list(run.losses) == list(by_hand.losses)


def test_a_long_gradient_is_shortened_and_a_short_one_let_through() -> None:
    doc = edits.set_training(examples.tutorial(), clip=0.01, learning_rate=1.0)
    run = Run(doc)
    before = run.layout.parameters.copy()
    run.step()
    assert np.linalg.norm(run.layout.parameters - before) == pytest.approx(0.01)
    free = Run(examples.tutorial())
    free.step()
    true = list(free.gradient_norms.values())
    _, published, _ = run.rings.norms.read()
    assert published[0].tolist() == pytest.approx(true)  # as they were before
    assert list(trained(clip=1e9).losses) == list(trained().losses)


def test_weight_decay_is_the_methods_own_or_added_to_the_gradient() -> None:
    doc = edits.set_training(examples.tutorial(), weight_decay=0.5, learning_rate=0.1)
    run, plain = Run(doc), Run(edits.set_training(examples.tutorial(), learning_rate=0.1))
    first = plain.layout.parameters.copy()
    run.step(), plain.step()
    assert run.layout.parameters == pytest.approx(plain.layout.parameters - 0.1 * 0.5 * first)
    rprop = Run(edits.set_training(examples.tutorial(), optimiser="rprop", weight_decay=1e9))
    first = rprop.layout.parameters.copy()
    rprop.step()  # its sign is now that of the weights alone
    assert np.array_equal(np.sign(rprop.layout.parameters - first), -np.sign(first))


def test_a_line_search_sees_the_penalty_and_reports_the_loss() -> None:
    doc = edits.set_training(examples.tutorial(), optimiser="lbfgs", learning_rate=1.0, weight_decay=10.0)
    run = Run(doc)
    run.advance(math.inf, 5)
    free = Run(edits.set_training(doc, weight_decay=0.0))
    free.step()
    assert run.losses[0] == free.rings.losses.read()[1][0]
    assert np.linalg.norm(run.layout.parameters) < 0.2


def test_the_order_of_the_examples() -> None:
    small = {"batch_size": 20}
    assert list(trained(**small, shuffle_seed=1).losses) == list(trained(**small, shuffle_seed=1).losses)
    assert list(trained(**small, shuffle_seed=1).losses) != list(trained(**small, shuffle_seed=2).losses)
    still = trained(**small, shuffle=False, learning_rate=0.0)
    _, losses, _ = still.rings.losses.read()
    assert np.array_equal(losses[:10], losses[10:20])
    doc = edits.set_training(examples.classifier(), **small, shuffle_seed=3)
    half = Run(doc)
    half.advance(math.inf, 1)
    half.step()
    again = Run(doc, half.checkpoint())
    again.advance(math.inf, 3)
    assert list(again.losses) == list(trained(**small, shuffle_seed=3).losses)
