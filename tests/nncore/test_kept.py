"""What modules keep between calls to be quick never outlives what it was made for."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest

import nncore as nn


def normal(*size: int) -> np.ndarray:
    return np.random.default_rng(1).normal(size=size)


def test_a_target_that_was_changed_in_place_is_looked_at_anew() -> None:
    loss, scores, target = nn.ClassNLLCriterion(), -np.abs(normal(4, 3)), np.array([1, 2, 3, 1])
    loss.forward(scores, target)
    target[:] = [3, 3, 1, 2]
    assert loss.forward(scores, target) == pytest.approx(-scores[range(4), target - 1].mean(), rel=1e-14)
    gradient = loss.backward(scores, target)
    assert gradient[0].tolist() == [0, 0, -0.25]
    target[2] = 4
    with pytest.raises(nn.NNError, match="got 4; needs a class"):
        loss.forward(scores, target)


def test_a_class_loss_follows_its_settings_and_the_size_of_the_input() -> None:
    loss, target = nn.ClassNLLCriterion(), np.array([1, 2])
    scores = -np.abs(normal(2, 3))
    mean = loss.forward(scores, target)
    loss.sizeAverage = False
    assert loss.forward(scores, target) == pytest.approx(2 * mean, rel=1e-14)
    loss.weights = (1, 0, 5)
    assert loss.forward(scores, target) == pytest.approx(-scores[0, 0], rel=1e-14)
    loss.weights = None
    wide = -np.abs(normal(2, 5))
    assert loss.forward(wide, target) == pytest.approx(-wide[0, 0] - wide[1, 1], rel=1e-14)


def test_a_sum_over_another_dimension_gives_another_gradient() -> None:
    total, input, gradOutput = nn.Sum(1), normal(3, 3), normal(3)
    total.forward(input)
    np.testing.assert_array_equal(total.backward(input, gradOutput), np.tile(gradOutput, (3, 1)))
    gradOutput *= 2
    np.testing.assert_array_equal(total.backward(input, gradOutput), np.tile(gradOutput, (3, 1)))
    total.dimension = 2
    total.forward(input)
    np.testing.assert_array_equal(total.backward(input, gradOutput), np.tile(gradOutput[:, None], 3))


@pytest.mark.parametrize("kind", [nn.LogSoftMax, nn.SoftMax])
@pytest.mark.parametrize("columns", [2, 10, 40])
@pytest.mark.parametrize("shift", [15.0, 30.0, 800.0, -800.0])
def test_a_softmax_does_not_care_how_large_all_scores_are(kind: Any, columns: int, shift: float) -> None:
    scores = normal(6, columns)
    plain = kind().forward(scores)
    np.testing.assert_allclose(kind().forward(scores + shift), plain, rtol=0, atol=1e-12)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_linear_module_sees_its_weight_change_at_any_batch(dtype: str) -> None:
    linear = nn.Linear(4, 30)
    linear.type(dtype)
    for batch in (300, 1, 70, 300):
        input = normal(batch, 4).astype(dtype)
        linear.forward(input)
        linear.weight *= 2
        expected = input @ linear.weight.T + linear.bias
        np.testing.assert_allclose(linear.forward(input), expected, rtol=0, atol=1e-4)
        twin = linear.clone()
        twin.weight += 1
        expected = input @ twin.weight.T + twin.bias
        np.testing.assert_allclose(twin.forward(input), expected, rtol=0, atol=1e-4)


@pytest.mark.parametrize("copied", [copy.deepcopy, copy.copy, lambda m: pickle.loads(pickle.dumps(m))])
def test_a_copy_by_python_of_a_linear_module_computes_with_its_own_input(copied: Any) -> None:
    linear, first, second = nn.Linear(4, 3), normal(16, 4), 2 * normal(16, 4)
    linear.forward(first)
    twin = copied(linear)
    expected = first.T @ np.ones((16, 3)) + twin.gradWeight.T
    twin.backward(first, np.ones((16, 3)))
    np.testing.assert_allclose(twin.gradWeight.T, expected, rtol=1e-12)
    for _ in range(2):
        expected = second @ twin.weight.T + twin.bias
        np.testing.assert_allclose(twin.forward(second), expected, rtol=1e-12)
        twin.weight += 1
        twin.bias += 1


@pytest.mark.parametrize("size", [(3,), (600,), (40, 20), (200, 100)])
def test_a_rectifier_at_any_size(size: tuple[int, ...]) -> None:
    input = normal(*size)
    np.testing.assert_array_equal(nn.ReLU().forward(input), np.where(input > 0, input, 0))
