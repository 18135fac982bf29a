"""What is held out of training: as many as asked for, of every class, the same by the same seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training.examples import Examples
from app.training.splitting import split


def _numbered(target: np.ndarray) -> Examples:
    """Examples whose first input is the row's number."""
    rows = np.arange(len(target), dtype=float)
    return Examples((rows[:, None], np.stack([rows, -rows], axis=1)), target)


def _rows(examples: Examples) -> list[float]:
    return examples.inputs[0][:, 0].tolist()  # type: ignore[no-any-return]


def test_a_share_of_nothing_trains_on_the_very_examples() -> None:
    examples = _numbered(np.linspace(0, 1, 7))
    train, held = split(examples, 0.0, 1)
    assert train is examples
    assert held.rows == 0 and held.inputs[1].shape == (0, 2)


def test_rows_stay_together_and_in_order() -> None:
    examples = _numbered(np.linspace(0, 1, 50))
    train, held = split(examples, 0.3, 4)
    assert (train.rows, held.rows) == (35, 15)
    for part in (train, held):
        rows = _rows(part)
        assert rows == sorted(rows)
        assert part.inputs[1].tolist() == [[row, -row] for row in rows]
        assert part.target.tolist() == [examples.target[int(row)] for row in rows]
        assert not part.target.flags.writeable


def test_the_seed_decides() -> None:
    examples = _numbered(np.linspace(0, 1, 100))
    first, again, other = (_rows(split(examples, 0.2, seed)[1]) for seed in (1, 1, 2))
    assert first == again != other


def test_classes_are_held_out_in_proportion() -> None:
    target = np.repeat([1, 2, 3], [60, 30, 10])
    train, held = split(_numbered(target), 0.2, 9)
    assert np.bincount(held.target).tolist() == [0, 12, 6, 2]
    assert np.bincount(train.target).tolist() == [0, 48, 24, 8]


def test_two_labels_that_are_numbers_are_classes_too() -> None:
    target = np.repeat([-1.0, 1.0], [90, 10])[:, None]
    assert split(_numbered(target), 0.5, 9)[1].target.sum() == -45 + 5


def test_a_class_of_one_is_trained_on() -> None:
    target = np.array([1] * 9 + [2])
    for seed in range(5):
        train, held = split(_numbered(target), 0.9, seed)
        assert held.target.tolist() == [1] * 8
        assert train.target.tolist() == [1, 2]


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=40),
    st.floats(0, 0.9),
    st.integers(0, 2**32 - 1),
)
def test_every_row_is_in_one_part(classes: list[int], share: float, seed: int) -> None:
    target = np.array(classes)
    train, held = split(_numbered(target), share, seed)
    assert sorted(_rows(train) + _rows(held)) == list(range(len(classes)))
    assert train.rows > 0
    if share > 0 and len(classes) > 1:
        wanted = min(max(round(share * len(classes)), 1), len(classes) - 1)
        assert 0 < held.rows <= wanted
        assert held.rows == wanted or set(train.target) == set(target)


@pytest.mark.parametrize("share", [-0.1, 1.0, 2.0])
def test_other_shares_are_refused(share: float) -> None:
    with pytest.raises(ValueError, match="must be from 0"):
        split(_numbered(np.zeros(4)), share, 1)
