"""The figures of the data: ranges, counts, pictures."""

from __future__ import annotations

import numpy as np

from app.training import sources
from app.training.examples import load
from app.training.statistics import Count, described


def test_columns_have_their_ranges_and_classes_their_counts() -> None:
    data = sources.find("iris").describe()
    found = described(data, load(data))
    assert (found.rows, found.columns) == (150, 5)
    first = found.ranges[0]
    assert first.name == "sepal length"
    assert (first.low, round(first.mean, 4), first.high) == (4.3, 5.8433, 7.9)
    assert found.counts[1] == Count(2, "versicolor", 50)
    assert found.pictures == ()


def test_pictures_show_every_class_first() -> None:
    data = sources.find("digits").describe()
    found = described(data, load(data))
    assert found.answers[:10] == tuple("0123456789")
    assert len(found.pictures) == 12
    first = load(data).inputs[0][0].reshape(8, 8)
    assert np.array_equal(found.pictures[0][:, :, 0], np.round(first * 255))
    assert [each.name for each in found.ranges] == ["x (all 64)"]


def test_a_target_of_numbers_has_a_range() -> None:
    data = sources.find("tutorial").describe()
    found = described(data, load(data))
    assert [each.name for each in found.ranges] == ["X1", "X2", "X3", "X4", "y"]
    assert found.counts == ()
