"""Each bug does what it says, and only that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.document import edits, examples
from app.document.essence import essence
from app.document.model import Document
from app.document.refused import Refused
from app.training import lab
from app.training.fault import TrainingFault
from app.training.run import Run
from tests.bench.diagnosis_models import MODELS, bars, circles, moons, sparse, spiral


def run(document: Document, *bugs: str) -> Run:
    for bug in bugs:
        document = lab.switched(document, bug, True)
    return Run(document)


def small(**training: object) -> Document:
    return edits.set_training(examples.tutorial(), **training)


def change(run: Run) -> np.ndarray:
    before = run.layout.parameters.copy()
    run.step()
    return run.layout.parameters - before


def refusal(run: Run) -> str:
    with pytest.raises(TrainingFault) as fault:
        run.step()
    return str(fault.value)


def test_every_bug_has_its_words_and_a_line_of_the_tutorial() -> None:
    for switch in lab.SWITCHES:
        assert switch.title and switch.explanation.endswith(".")
        assert switch.right and switch.wrong and switch.right != switch.wrong
    assert len({switch.id for switch in lab.SWITCHES}) == len(lab.SWITCHES) == 12


def test_without_a_bug_a_run_has_its_own_parts() -> None:
    plain = Run(small())
    assert plain.network.zero == plain.layout.zero_gradients
    assert plain.network.derive == plain.network.criterion.backward
    assert plain.optimise.__func__ in (Run._descend, Run._minimise)  # type: ignore[attr-defined]


def test_gradients_pile_up() -> None:
    """As Torch does without zeroGradParameters: each step takes the sum of all gradients so far."""
    plain, bent = Run(small()), run(small(), "no_zero")
    plain.step(), bent.step()
    first = plain.layout.gradients.copy()
    assert np.array_equal(first, bent.layout.gradients)
    plain.step(), bent.step()
    assert np.allclose(bent.layout.gradients, first + plain.layout.gradients)


def test_what_piled_up_is_there_again_after_a_fault() -> None:
    bent = run(sparse(learning_rate=5.0, batch_size=0), "no_zero")
    with pytest.raises(TrainingFault):
        bent.advance(60, until_epoch=100_000)
    assert np.isfinite(bent.layout.gradients).all()
    assert np.linalg.norm(bent.layout.gradients) > 0


@pytest.mark.parametrize("optimiser", ["sgd", "adam", "lbfgs"])
def test_the_updates_sign_is_turned(optimiser: str) -> None:
    document = small(optimiser=optimiser)
    assert np.allclose(change(run(document, "sign")), -change(Run(document)))


def test_a_learning_rate_a_hundred_times_as_large() -> None:
    assert np.allclose(change(run(small(), "learning_rate")), 100 * change(Run(small())))


def test_a_grad_output_of_another_size_is_refused_by_the_last_module() -> None:
    text = refusal(run(small(), "grad_output"))
    assert text == "Linear(3 → 1): gradOutput has another size than the output; got 4×1; needs 5×1"


def test_a_batch_on_another_dimension_is_refused_by_the_first_module() -> None:
    text = refusal(run(small(), "batch_dimension"))
    assert text.startswith("Linear(4 → 3): the input has the wrong size; got 4×5; needs 4×4")


def test_labels_from_0_are_refused_by_the_criterion() -> None:
    text = refusal(run(moons(batch_size=20), "labels_from_0"))
    assert text.startswith("ClassNLLCriterion: a target is out of range; got 0")


def test_without_its_softmax_a_score_is_no_log_probability() -> None:
    text = refusal(run(moons(batch_size=20), "no_softmax"))
    assert text.startswith("ClassNLLCriterion: the scores are no log-probabilities")


def test_with_two_softmaxes_the_loss_cannot_fall() -> None:
    bent = run(spiral(batch_size=0), "softmax_twice")
    bent.step()
    output = bent.network.module.output
    assert np.allclose(output.sum(axis=1), 1) and (output > 0).all()
    again = run(moons(batch_size=0), "softmax_twice")
    again.step()
    assert again.losses[0] > np.log(1 + np.exp(-1))


@pytest.mark.parametrize("make", [circles, bars])
def test_no_relu_lets_anything_through(make: type) -> None:
    bent = run(make(batch_size=0), "dead_relu")
    bent.step()
    rectifiers = [module for module in bent.layout.leaves() if type(module).__name__ == "ReLU"]
    assert rectifiers and not any(module.output.any() for module in rectifiers)


def test_every_tanh_stands_at_its_end() -> None:
    bent = run(moons(batch_size=0), "saturated")
    bent.step()
    for module in bent.layout.leaves():
        if type(module).__name__ == "Tanh":
            assert np.mean(np.abs(module.output) > 0.99) > 0.85


def test_all_weights_are_zero_and_hidden_ones_stay_so() -> None:
    bent = run(small(), "zero_weights")
    assert not bent.layout.parameters.any()
    bent.advance(60, until_epoch=20)
    assert np.count_nonzero(bent.layout.parameters) == 1  # the last bias


def test_answers_come_sorted() -> None:
    bent = run(moons(batch_size=20), "unshuffled")
    seen = [bent.batches.next(20, bent.generator)[1].copy() for _ in range(10)]
    answers = np.concatenate(seen)
    assert (np.diff(answers) >= 0).all() and set(answers) == {1, 2}


def test_a_start_goes_on_from_earlier_weights_all_the_same() -> None:
    plain = Run(small())
    plain.advance(60, until_epoch=3)
    bent = Run(lab.switched(small(), "zero_weights", True), plain.checkpoint())
    assert np.array_equal(bent.layout.parameters, plain.layout.parameters)


def test_a_switch_is_an_edit_that_counts_as_one() -> None:
    plain = small()
    on = lab.switched(plain, "sign", True)
    assert on.training.faults == ("sign",)
    assert essence(on) != essence(plain)
    assert lab.switched(on, "sign", True) is on
    assert lab.switched(on, "sign", False) == plain
    both = lab.switched(on, "no_zero", True)
    assert both.training.faults == ("no_zero", "sign")


@pytest.mark.parametrize(
    ("model", "bug"),
    [
        ("tutorial", "dead_relu"),
        ("sparse and dense", "saturated"),
        ("tutorial", "labels_from_0"),
        ("tutorial", "unshuffled"),
        ("sine", "no_softmax"),
        ("sine", "softmax_twice"),
    ],
)
def test_a_model_that_cannot_have_a_bug_says_why(model: str, bug: str) -> None:
    document = MODELS[model][0]()
    why = lab.find(bug).why_not(document)
    assert why.endswith(".")
    with pytest.raises(Refused, match=why[:20].replace("(", r"\(")):
        lab.switched(document, bug, True)


def test_a_bug_that_is_not_known_is_refused() -> None:
    document = small()
    document = replace(document, training=replace(document.training, faults=("gremlins",)))
    with pytest.raises(Refused, match="no bug called 'gremlins'"):
        Run(document)
