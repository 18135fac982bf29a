"""What a criterion refuses, and what it says; Torch lets many of these pass."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nncore as nn

ROWS = np.log(np.full((2, 3), 1 / 3))
PAIR = [np.ones(3), np.zeros(3)]


@pytest.mark.parametrize(
    ("criterion", "input", "target", "words"),
    [
        (
            nn.ClassNLLCriterion(),
            ROWS,
            np.array([1, 4]),
            "ClassNLLCriterion: a target is out of range; got 4",
        ),
        (nn.ClassNLLCriterion(), ROWS, np.array([0, 1]), "Torch counts classes from 1"),
        (nn.ClassNLLCriterion(), ROWS, np.array([1, 1.9]), "got 1.9"),
        (nn.ClassNLLCriterion(), ROWS, np.array([1, np.nan]), "got nan"),
        (nn.ClassNLLCriterion(), ROWS, np.array([1]), "2×3 log-probabilities for 1 targets; needs 2 targets"),
        (nn.ClassNLLCriterion(), ROWS, np.array([[1], [2]]), "one class for each example"),
        (nn.ClassNLLCriterion(), ROWS, None, "the target is missing"),
        (nn.ClassNLLCriterion([1, 2]), ROWS, np.array([1, 2]), "got 2; needs 3 weights"),
        (nn.CrossEntropyCriterion(), ROWS, np.array([1, 4]), "got 4"),
        (nn.MultiMarginCriterion(), ROWS, np.array([1, 4]), "got 4"),
        (nn.ClassSimplexCriterion(3), ROWS, np.array([1, -1]), "got -1"),
        (nn.MultiLabelMarginCriterion(), ROWS, np.array([[1, 0, 0], [4, 0, 0]]), "from 0 to 3"),
        (nn.MSECriterion(), np.ones(3), np.ones(4), "got 3 predictions for 4 targets"),
        (nn.MSECriterion(), np.ones(3), 2.0, "got 3 predictions for 1 targets"),
        (nn.MSECriterion(), np.ones(3, np.float32), np.ones(3), "input.astype('float64')"),
        (nn.MSECriterion(), np.arange(3), np.ones(3), "the input has another type; got int64 3"),
        (nn.BCECriterion(), np.array([0.5, 1.5]), np.ones(2), "an input is no probability; got 1.5"),
        (nn.BCECriterion(), np.array([0.5, np.nan]), np.ones(2), "got nan"),
        (nn.BCECriterion(), np.ones(3), np.ones(4), "3 predictions for 4 targets"),
        (
            nn.HingeEmbeddingCriterion(),
            np.ones(2),
            np.array([1, 0]),
            "a target is no sign; got 0; needs 1 or −1",
        ),
        (nn.CosineEmbeddingCriterion(), PAIR, np.array([2.0]), "a target is no sign; got 2"),
        (
            nn.CosineEmbeddingCriterion(),
            [*PAIR, np.ones(3)],
            np.array([1.0]),
            "the table has too many entries",
        ),
        (nn.MarginRankingCriterion(), PAIR, None, "the target is missing"),
        (nn.DistanceRatioCriterion(), [np.ones(3), np.ones(4)], None, "the table's tensors differ in size"),
        (
            nn.SpatialAutoCropMSECriterion(),
            np.ones((1, 3, 3)),
            np.ones((1, 2, 3)),
            "does not cover the input",
        ),
        (nn.WeightedMSECriterion(np.ones(4)), np.ones(3), np.ones(3), "the weights do not fit"),
        (nn.ParallelCriterion().add(nn.MSECriterion()).add(nn.AbsCriterion()), PAIR, [PAIR[0]], "no entry"),
    ],
)
def test_a_misuse_is_named(criterion: Any, input: Any, target: Any, words: str) -> None:
    with pytest.raises(nn.NNError) as caught:
        criterion.forward(input, target)
    assert words in str(caught.value)
    assert type(criterion).__name__ in str(caught.value)


def test_backward_needs_the_forward_of_the_same_input() -> None:
    criterion = nn.MSECriterion()
    with pytest.raises(nn.NNError, match="backward came before forward"):
        criterion.backward(np.ones(3), np.ones(3))
    criterion.forward(np.ones(3), np.ones(3))
    with pytest.raises(nn.NNError, match="another input or target"):
        criterion.backward(np.ones(4), np.ones(4))


def test_a_target_changed_in_place_counts_as_it_is_now() -> None:
    criterion, scores = nn.ClassNLLCriterion(), np.log([[0.2, 0.8], [0.4, 0.6]])
    target = np.array([1.0, 2])
    criterion.forward(scores, target)
    target[0] = 2
    np.testing.assert_array_equal(criterion.backward(scores, target), [[0, -0.5], [0, -0.5]])
    target[0] = 3
    with pytest.raises(nn.NNError, match="class"):
        criterion.backward(scores, target)


def test_an_error_within_a_sum_names_the_criterion() -> None:
    both = nn.MultiCriterion().add(nn.AbsCriterion()).add(nn.ClassNLLCriterion())
    with pytest.raises(nn.NNError) as caught:
        both.forward(np.ones(3), np.ones(3))
    assert str(caught.value).startswith("MultiCriterion › 2 ClassNLLCriterion: ")


def test_a_class_that_does_not_count() -> None:
    inside, outside = nn.ClassNLLCriterion(None, True, 2), nn.ClassNLLCriterion(None, True, -1)
    x = -np.arange(6.0).reshape(2, 3)
    assert inside.forward(x, np.array([2, 1])) == outside.forward(x, np.array([-1, 1])) == 3
    assert inside.total_weight == 1
    assert np.array_equal(outside.backward(x, np.array([-1, 1])), [[0, 0, 0], [-1, 0, 0]])
    assert outside.forward(x, np.array([-1, -1])) == 0
    assert not outside.backward(x, np.array([-1, -1])).any()


def test_a_setting_changes_the_criterion_within() -> None:
    criterion = nn.CrossEntropyCriterion()
    x, classes = np.arange(6.0).reshape(2, 3), np.array([1, 3])
    mean = criterion.forward(x, classes)
    criterion.sizeAverage = False
    assert criterion.forward(x, classes) == pytest.approx(2 * mean, rel=1e-14)


def test_a_larger_target_is_cropped_to_its_middle() -> None:
    criterion = nn.SpatialAutoCropMSECriterion()
    target = np.arange(20.0).reshape(1, 4, 5)
    x = target[:, 1:3, 1:3] + 1
    assert criterion.forward(np.ascontiguousarray(x), target) == 1
    assert np.array_equal(criterion.backward(np.ascontiguousarray(x), target), np.full((1, 2, 2), 0.5))


def test_the_simplex_tells_the_nearest_class() -> None:
    criterion = nn.ClassSimplexCriterion(4)
    corners = criterion.simplex
    assert np.allclose(np.linalg.norm(corners, axis=1), 1)
    assert np.array_equal(criterion.getTopPrediction(corners), [1, 2, 3, 4])


def test_single_precision_stays_single() -> None:
    criterion = nn.ClassNLLCriterion().float()
    x = ROWS.astype(np.float32)
    criterion.forward(x, np.array([1, 2]))
    assert criterion.backward(x, np.array([1, 2])).dtype == np.float32
