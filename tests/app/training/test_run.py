"""The loop's numbers are Torch7's, to its digits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.document import edits, examples
from app.document.refused import Refused
from app.training.run import Run
from nncore.random import Generator
from tests.app.training.models import chain, linear, table

RECORDED = Path(__file__).parents[2] / "data" / "training" / "minibatch_dropout.json"

SECTION_4 = [1.4847964912907, 1.4471538022835, 1.4123791149845, 1.3801837665443, 1.3503120157518]


def test_the_five_losses_of_the_notebook() -> None:
    run = Run(examples.tutorial())
    run.advance(60, until_epoch=5)
    assert [f"{loss:.13f}" for loss in run.losses] == [f"{loss:.13f}" for loss in SECTION_4]
    assert run.epoch == run.step_count == 5


def test_one_step_at_a_time_gives_the_same() -> None:
    run = Run(examples.tutorial())
    for _ in range(5):
        run.step()
    whole = Run(examples.tutorial())
    whole.advance(60, until_epoch=5)
    assert list(run.losses) == list(whole.losses)


def test_sparse_and_dense_features_train() -> None:
    run = Run(examples.sparse_dense())
    run.advance(60, until_epoch=300)
    losses = list(run.losses)
    assert losses[-1] < losses[0] / 10
    assert all(later < earlier for earlier, later in zip(losses[:50], losses[1:51], strict=True))


def test_the_two_moons_are_told_apart() -> None:
    run = Run(examples.classifier())
    run.advance(60, until_epoch=100)
    assert list(run.losses)[-1] < 0.05
    assert run.step_count == 100 * 10


def test_minibatches_with_dropout_and_momentum_repeat_what_torch_recorded(tmp_path: Path) -> None:
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    points = np.array(recorded["x"]).reshape(-1, 2).tolist()
    rows = [(x, y, label) for (x, y), label in zip(points, recorded["y"], strict=True)]
    layers = [linear(2, 8), ("Tanh", {}), ("Dropout", {"p": 0.2}), linear(8, 2), ("LogSoftMax", {})]
    data = table(tmp_path, rows, inputs=2, answers="classes")
    doc = chain(layers, "ClassNLLCriterion", data, seed=11, learning_rate=0.1, batch_size=50)
    run = Run(doc)
    run.method.args.momentum = 0.9
    assert run.layout.parameters == pytest.approx(recorded["initial"], abs=1e-14)
    for batch, loss in enumerate(recorded["losses"]):
        run.step()
        assert run.rings.losses.read(batch)[1][0] == pytest.approx(loss, abs=1e-12)
    assert run.layout.parameters == pytest.approx(recorded["final"], abs=1e-12)
    means = np.array(recorded["losses"]).reshape(3, 4).mean(axis=1)
    assert list(run.losses) == pytest.approx(means.tolist(), abs=1e-12)


def test_an_epochs_loss_weights_its_batches_by_their_size() -> None:
    doc = edits.set_training(examples.tutorial(), batch_size=2, learning_rate=0.0)
    run = Run(doc)
    run.step_epoch()
    _, losses, count = run.rings.losses.read()
    assert count == 3
    assert run.losses[0] == pytest.approx(np.dot(losses, [2, 2, 1]) / 5, abs=1e-14)
    assert run.losses[0] == pytest.approx(SECTION_4[0], abs=1e-12)  # with rate 0 the order does not matter


def test_each_epoch_has_torchs_random_order() -> None:
    doc = edits.set_training(examples.tutorial(), batch_size=1, learning_rate=0.0)
    run, drawn = Run(doc), Generator(0)
    drawn.restore(run.generator.state())
    whole = Run(edits.set_training(doc, batch_size=0))
    output = whole.network.module.forward(whole.examples.inputs[0]).ravel().copy()
    each = (output - whole.examples.target) ** 2
    for epoch in range(3):
        order = drawn.randperm(5) - 1
        run.step_epoch()
        assert run.rings.losses.read(5 * epoch)[1] == pytest.approx(each[order], abs=1e-13)


def test_all_examples_at_once_draw_nothing() -> None:
    run = Run(examples.tutorial())
    before = run.generator.state()["pos"]
    run.step()
    assert run.generator.state()["pos"] == before


def test_batch_size_and_learning_rate_change_while_it_runs() -> None:
    run = Run(edits.set_training(examples.tutorial(), batch_size=2))
    run.step()
    run.batch_size, run.learning_rate = 0, 0.0
    before = run.layout.parameters.copy()
    run.step()  # the three that are left
    assert (run.epoch, run.step_count) == (1, 2)
    assert (run.layout.parameters == before).all()
    run.step()  # all five
    assert (run.epoch, run.step_count) == (2, 3)


def test_gradient_norms_are_those_of_each_module() -> None:
    run = Run(examples.tutorial())
    run.step()
    norms = run.gradient_norms
    assert set(norms) == {1, 3}
    for place, node in ((1, 1), (3, 3)):
        _, gradients = run.network.module.get(place).parameters()
        expected = np.sqrt(sum((gradient**2).sum() for gradient in gradients))
        assert norms[node] == pytest.approx(expected, rel=1e-14)
    assert run.rings.norms.read()[1][0].tolist() == list(norms.values())


def test_another_seed_draws_other_weights_for_the_same_data() -> None:
    first, second = Run(examples.tutorial()), Run(edits.set_training(examples.tutorial(), seed=5))
    assert (first.examples.inputs[0] == second.examples.inputs[0]).all()
    assert (first.layout.parameters != second.layout.parameters).all()


@pytest.mark.parametrize("optimiser", ["adam", "rmsprop", "nag", "rprop", "cg", "lbfgs", "asgd"])
def test_every_method_trains(optimiser: str) -> None:
    doc = examples.tutorial()
    doc = replace(doc, training=replace(doc.training, optimiser=optimiser, learning_rate=0.01))
    run = Run(doc)
    run.advance(60, until_epoch=10)
    assert run.losses[9] < run.losses[0]


def test_a_faulty_document_is_refused() -> None:
    with pytest.raises(Refused, match="criterion"):
        Run(replace(examples.tutorial(), criterion=None))


def test_an_unknown_optimiser_names_those_there_are() -> None:
    doc = examples.tutorial()
    with pytest.raises(Refused, match="'adm'.*adam"):
        Run(replace(doc, training=replace(doc.training, optimiser="adm")))
