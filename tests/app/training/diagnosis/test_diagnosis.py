"""Every bug is told from what is measured; nothing is said of healthy runs. `bench diagnosis` has more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from app.document.model import Document
from app.training import lab
from app.training.diagnosis.examiner import Examiner
from app.training.diagnosis.finding import Finding
from app.training.diagnosis.rules import findings
from app.training.diagnosis.stand import stand
from app.training.fault import TrainingFault
from app.training.run import Run
from tests.bench.diagnosis_models import MODELS, bars, chain, linear, moons, sine, sparse, spiral, tutorial

Maker = Callable[..., Document]

HOME: dict[str, str] = {
    "no_zero": "moons",
    "sign": "tutorial",
    "grad_output": "tutorial",
    "batch_dimension": "tutorial",
    "learning_rate": "sine",
    "dead_relu": "circles",
    "saturated": "moons",
    "zero_weights": "bars",
    "no_softmax": "moons",
    "softmax_twice": "spiral",
    "labels_from_0": "bars",
    "unshuffled": "moons",
}
"""A model in which each bug is looked for."""


def made(model: str, **training: object) -> Document:
    make, settings = MODELS[model]
    return make(**(settings | training))


def trained(document: Document, epochs: int = 20) -> Run:
    """As far as it goes."""
    run = Run(document)
    with suppress(TrainingFault):
        run.advance(60, until_epoch=epochs)
    return run


def told(run: Run) -> list[str]:
    return [finding.bug for finding in Examiner()(stand(run))]


def finding(run: Run) -> Finding:
    (only,) = Examiner()(stand(run))
    return only


@pytest.mark.parametrize("bug", [switch.id for switch in lab.SWITCHES])
def test_a_bug_is_found_and_its_repair_takes_it_away(bug: str) -> None:
    document = lab.switched(made(HOME[bug]), bug, True)
    found = Examiner()(stand(trained(document)))
    assert [one.bug for one in found][:1] == [bug]
    mended = found[0].mend.edit(document)
    assert mended.training.faults == ()
    assert told(trained(mended)) == []


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_said_of_a_healthy_run(model: str) -> None:
    document = made(model)
    assert told(Run(document)) == []
    assert told(trained(document)) == []


@pytest.mark.parametrize("model", ["tutorial", "moons", "bars"])
@pytest.mark.parametrize("settings", [{"learning_rate": 1e-5}, {"batch_size": 1}, {"optimiser": "adam"}])
def test_nothing_is_said_of_slow_and_noisy_ones(model: str, settings: dict[str, object]) -> None:
    assert told(trained(made(model, **settings))) == []


def test_the_rules_do_not_look_at_the_switches() -> None:
    """Neither does a switch that is on accuse a healthy run, nor one that is off excuse another."""
    every = tuple(switch.id for switch in lab.SWITCHES)
    for bug, claimed, expected in (("", every, []), ("no_zero", (), ["no_zero"])):
        document = lab.switched(made("moons"), bug, True) if bug else made("moons")
        evidence = Examiner().evidence(stand(trained(document)))
        training = replace(document.training, faults=claimed)
        evidence.document = replace(document, training=training)
        assert [one.bug for one in findings(evidence)] == expected


def test_the_run_is_left_as_it_was() -> None:
    document = lab.switched(made("moons"), "no_zero", True)
    asked, other = Run(document), Run(document)
    examiner = Examiner()
    for _ in range(15):
        asked.step()
        other.step()
        examiner(stand(asked))
    assert np.array_equal(asked.layout.parameters, other.layout.parameters)
    assert np.array_equal(asked.layout.gradients, other.layout.gradients)
    assert asked.generator.uniform(0, 1) == other.generator.uniform(0, 1)


def test_left_over_gradients_are_told_with_their_length() -> None:
    run = trained(lab.switched(made("moons"), "no_zero", True), 2)
    found = finding(run)
    lengths = found.curve
    assert lengths[0] == 0 and lengths[1] > 0
    assert f"{lengths[0]:.3g}" in found.why or "should have been 0" in found.why


def test_a_run_that_climbed_beyond_all_measure_is_still_told() -> None:
    run = trained(lab.switched(sparse(batch_size=0), "sign", True), 100_000)
    assert run.losses[-1] > 1e150
    assert told(run) == ["sign"]


def test_wrecked_weights_are_not_gone_on_with() -> None:
    """What a bug has made worse than the start begins anew with the repair; what still learned goes on."""
    wrecked = finding(trained(lab.switched(made("moons"), "no_zero", True), 100))
    assert wrecked.bug == "no_zero" and wrecked.mend.restart
    early = finding(trained(lab.switched(tutorial(), "no_zero", True), 4))
    assert early.bug == "no_zero" and not early.mend.restart


def test_a_real_learning_rate_that_is_too_large_is_made_smaller() -> None:
    document = sine(learning_rate=20.0, batch_size=10)
    found = finding(trained(document, 3))
    assert found.bug == "learning_rate" and found.mend.restart
    mended = found.mend.edit(document)
    assert mended.training.learning_rate < 7
    for _ in range(6):  # it may take more than one
        again = Examiner()(stand(trained(mended, 20)))
        if not again:
            return
        mended = again[0].mend.edit(mended)
    pytest.fail("the learning rate never became small enough")


def test_a_softmax_that_really_is_missing_is_put_in() -> None:
    document = chain("moons", {}, linear(2, 8, 2, between="Tanh"), "ClassNLLCriterion", batch_size=20)
    found = finding(trained(document))
    assert found.bug == "no_softmax" and document.criterion and found.node == document.criterion.id
    mended = found.mend.edit(document)
    assert [node.module for node in mended.root.walk()][-1] == "LogSoftMax"
    assert told(trained(mended)) == []


def test_a_softmax_that_really_is_twice_is_muted() -> None:
    layers = [*linear(2, 8, 3, between="Tanh"), ("SoftMax", {})]
    document = chain("spiral", {"classes": 3}, layers, "CrossEntropyCriterion", batch_size=20)
    found = finding(trained(document))
    assert found.bug == "softmax_twice" and "3 classes" in found.why
    mended = found.mend.edit(document)
    assert [node.module for node in mended.root.walk() if node.muted] == ["SoftMax"]
    assert told(trained(mended)) == []


def test_a_module_that_mixes_the_examples_is_told() -> None:
    """Softmax over the batch, made with two Transposes: as in a model that batches along dimension 2."""
    layers = [
        *linear(2, 8, 3, between="Tanh"),
        ("Transpose", {"permutations": ((1, 2),)}),
        ("SoftMax", {}),
        ("Transpose", {"permutations": ((1, 2),)}),
        ("Linear", {"inputSize": 3, "outputSize": 3}),
    ]
    document = chain("spiral", {"classes": 3}, layers, "CrossEntropyCriterion", batch_size=20)
    assert "batch_dimension" in told(trained(document, 2))


def test_columns_that_enter_as_rows_are_told_where_the_sizes_agree() -> None:
    """With as many examples in a batch as features nothing refuses."""
    document = lab.switched(made("moons", batch_size=2), "batch_dimension", True)
    run = trained(document, 2)
    assert run.step_count > 0
    assert told(run) == ["batch_dimension"]


def test_the_cause_is_told_and_not_what_follows_from_it() -> None:
    """With all weights zero every ReLU gives 0, but that is not where it began."""
    assert told(trained(lab.switched(bars(batch_size=8), "zero_weights", True))) == ["zero_weights"]


def test_two_bugs_are_both_told() -> None:
    document = lab.switched(lab.switched(moons(batch_size=20), "unshuffled", True), "saturated", True)
    assert set(told(trained(document))) == {"unshuffled", "saturated"}


def test_findings_name_the_place_and_the_numbers() -> None:
    run = trained(lab.switched(spiral(batch_size=16, learning_rate=0.05), "dead_relu", True))
    found = finding(run)
    assert found.node in {node.id for node in run.document.root.walk() if node.module == "ReLU"}
    assert "100 % of its 24 units" in found.why
    refused = finding(trained(lab.switched(tutorial(), "grad_output", True)))
    assert "5×1" in refused.why and "4×1" in refused.why
    assert "Linear(3 → 1): gradOutput has another size than the output" in refused.why
