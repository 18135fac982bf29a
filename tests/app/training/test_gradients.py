"""The gradient check finds what is wrong, names the number, and can be stopped."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.document.model import Checkpoint, Document
from app.document.refused import Refused
from app.training import lab
from app.training.gradients import TOLERANCE, Checked, GradientCheck
from app.training.run import Run
from nncore.simple.Linear import Linear
from tests.bench.diagnosis_models import MODELS, moons, tutorial


def checked(document: Document, nodes: object = None) -> dict[int, Checked]:
    run = Run(document)
    found = GradientCheck(document, Checkpoint(), run.data, nodes)(lambda share, one: True)
    return {one.node: one for one in found}


@pytest.mark.parametrize("model", MODELS)
def test_right_gradients_are_found_right(model: str) -> None:
    make, settings = MODELS[model]
    document = make(**settings)
    found = checked(document)
    leaves = [node.id for node in document.root.walk() if not node.children]
    assert document.criterion is not None
    assert set(found) == {*leaves, document.criterion.id}
    assert all(one.is_right for one in found.values()), found


def test_a_wrong_gradient_is_named_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Linear whose gradBias forgets every second unit."""
    right = Linear.accGradParameters

    def wrong(self: Linear, input: object, gradient: object, scale: float = 1) -> None:
        right(self, input, gradient, scale)
        self.gradBias[1::2] *= 0

    def backward(self: Linear, input: object, gradient: object, scale: float = 1) -> object:
        self.updateGradInput(input, gradient)
        self.accGradParameters(input, gradient, scale)
        return self.gradInput

    monkeypatch.setattr(Linear, "accGradParameters", wrong)
    monkeypatch.setattr(Linear, "backward", backward)
    found = checked(tutorial())
    worst = found[1]
    assert not worst.is_right
    assert worst.where == "bias[2]"
    assert worst.analytic == 0 and abs(worst.numeric) > TOLERANCE
    assert found[2].is_right and found[3].is_right  # of one unit nothing is forgotten


def test_gradients_that_pile_up_are_twice_what_they_should_be() -> None:
    found = checked(lab.switched(tutorial(), "no_zero", True))
    for node in (1, 3):
        one = found[node]
        assert one.error == pytest.approx(0.5, rel=1e-4)
        assert one.analytic == pytest.approx(2 * one.numeric, rel=1e-4)
    assert found[2].is_right


@pytest.mark.parametrize("bug", ["sign", "learning_rate", "zero_weights", "saturated"])
def test_a_bug_that_is_none_of_the_gradients_leaves_them_right(bug: str) -> None:
    assert all(one.is_right for one in checked(lab.switched(tutorial(), bug, True)).values())


def test_a_grad_output_of_another_size_fails_at_the_last_module() -> None:
    found = checked(lab.switched(tutorial(), "grad_output", True))
    assert "gradOutput has another size" in found[3].fault
    assert math.isinf(found[3].error) and not found[3].is_right


def test_parameters_that_ran_away_are_not_checked() -> None:
    document = lab.switched(tutorial(), "learning_rate", True)
    run = Run(document)
    run.advance(60, until_epoch=60)
    with pytest.raises(Refused, match=r"^The parameters have grown to .*\. Rewind, then check\.$"):
        GradientCheck(document, run.checkpoint(), run.data)


def test_only_what_is_chosen_is_checked() -> None:
    assert set(checked(moons(), {3})) == {3}
    assert set(checked(MODELS["sparse and dense"][0](), {1})) == {2, 3}


def test_it_goes_on_from_where_the_training_stands_and_changes_nothing() -> None:
    document = tutorial()
    run = Run(document)
    run.advance(60, until_epoch=50)
    checkpoint = run.checkpoint()
    before = {node: [array.copy() for array in arrays] for node, arrays in checkpoint.weights.items()}
    GradientCheck(document, checkpoint, run.data)(lambda share, one: True)
    for node, arrays in before.items():
        assert all(map(np.array_equal, arrays, checkpoint.weights[node]))


def test_it_tells_how_far_it_is_and_stops_when_told() -> None:
    document, shares, seen = moons(), [], []

    def report(share: float, one: Checked | None) -> bool:
        shares.append(share)
        if one is not None:
            seen.append(one.node)
        return len(seen) < 3

    found = GradientCheck(document, Checkpoint(), Run(document).data)(report)
    assert len(found) == 3 and seen == [1, 2, 3]
    assert shares == sorted(shares) and 0 < shares[-1] < 1
