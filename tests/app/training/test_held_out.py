"""A share of the examples is held out; the loss on them is measured after each epoch, and can end a run."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.document import edits, examples
from app.document.model import Training
from app.training.epochs import EpochLosses
from app.training.run import Run
from app.training.stopping import Stopping


def test_what_is_held_out_is_only_measured() -> None:
    doc = edits.set_training(examples.classifier(), validation=0.25)
    run = Run(doc)
    assert (run.examples.rows, run.held_out.rows, run.data.rows) == (150, 50, 200)
    run.advance(math.inf, 3)
    epochs, losses, _ = run.rings.validation.read()
    assert epochs.tolist() == [1, 2, 3] and losses.tolist() == list(run.validations)
    with run.network.evaluating():
        whole = run.network.loss(run.held_out.inputs[0], run.held_out.target)
    assert run.validations[-1] == pytest.approx(whole)
    alone = Run(edits.set_training(doc, validation=0.0), examples=run.examples)
    alone.advance(math.inf, 3)
    assert list(alone.losses) == list(run.losses)


def test_the_losses_on_them_are_kept() -> None:
    doc = edits.set_training(examples.classifier(), validation=0.25)
    run = Run(doc)
    run.advance(math.inf, 4)
    again = Run(doc, run.checkpoint())
    assert list(again.validations) == list(run.validations)
    without = Run(examples.classifier())
    without.advance(math.inf, 2)
    assert without.checkpoint().validations == ()
    switched = Run(doc, without.checkpoint())
    switched.advance(math.inf, 3)
    assert np.isnan(switched.checkpoint().validations[:2]).all() and switched.validations[2] > 0


def test_dropout_rests_while_they_are_measured() -> None:
    doc = edits.set_training(examples.tutorial(), validation=0.4, learning_rate=0.0, epochs=3)
    (wire,) = [wire for wire in doc.root.wires if wire.source == 1]
    doc, _ = edits.insert_on_wire(doc, doc.root.id, wire, "Dropout")
    run = Run(doc)
    run.advance(math.inf, 3)
    assert len(set(run.validations)) == 1 and len(set(run.losses)) == 3


def test_it_stops_at_a_loss() -> None:
    free = Run(examples.classifier())
    free.advance(math.inf, 40)
    wanted = free.losses[19]
    run = Run(edits.set_training(examples.classifier(), stop_loss=wanted))
    run.advance(math.inf, 40)
    assert run.epoch == next(n for n, loss in free.losses.since(0) if loss <= wanted)
    assert "as low as was asked for" in run.reached
    run.advance(math.inf, run.epoch)
    assert run.reached == ""


def test_it_stops_when_nothing_gets_better() -> None:
    run = Run(edits.set_training(examples.classifier(), learning_rate=0.0, patience=4, validation=0.2))
    run.advance(math.inf, 100)
    assert run.epoch == 5 and "for 4 epochs; epoch 1 was the best" in run.reached
    run.advance(math.inf, 200)
    assert run.epoch == 6  # it is still no better


@pytest.mark.parametrize(("losses", "stops"), [([3, 2, 1], False), ([1, 2, 3], True), ([1, 2, 0.5], False)])
def test_patience(losses: list[float], stops: bool) -> None:
    assert bool(Stopping(EpochLosses(losses)).reason(Training(patience=2), 0)) == stops


def test_patience_forgets_what_was_taken_back() -> None:
    losses = EpochLosses([3, 2, 1])
    stopping = Stopping(losses)
    assert not stopping.reason(Training(patience=2), 0)
    losses.truncate(1)
    stopping.forget()
    losses.append(2.5)
    losses.append(2.6)
    assert not stopping.reason(Training(patience=2), 0)
    losses.append(2.7)
    assert "epoch 2 was the best" in stopping.reason(Training(patience=2), 0)
