"""Adding to rows, and sums and largest values of rows, against the plain way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nncore as nn
from nncore.rows import addRows, scaled
from nncore.rowwise import largest, sumOver, total

SHAPES = [(0,), (1,), (7,), (200,), (6, 9)]


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.sampled_from(SHAPES))
def test_rows_are_added_to_however_often_they_are_named(
    seed: int, height: int, shape: tuple[int, ...]
) -> None:
    random = np.random.default_rng(seed)
    target, rows = random.normal(size=(height, 3)), random.integers(0, height, shape)
    values = random.normal(size=(*shape, 3))
    expected = target.copy()
    np.add.at(expected, rows, values)
    addRows(target, rows, values)
    np.testing.assert_allclose(target, expected, rtol=0, atol=1e-12)


def test_what_is_repeated_in_memory_is_not_multiplied_again() -> None:
    once = np.arange(6.0).reshape(2, 1, 3)
    twice = scaled(np.broadcast_to(once, (2, 4, 3)), 2)
    np.testing.assert_array_equal(twice, 2 * once)


@pytest.mark.parametrize("width", [1, 4])
def test_values_may_be_repeated_along_the_index(width: int) -> None:
    random = np.random.default_rng(1)
    target, rows = np.zeros((5, 3)), random.integers(0, 5, (6, width))
    values, expected = random.normal(size=(6, 1, 3)), np.zeros((5, 3))
    np.add.at(expected, rows, np.broadcast_to(values, (6, width, 3)))
    addRows(target, rows, values)
    np.testing.assert_allclose(target, expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("width", [1, 2, 10, 64, 65, 1024, 1025])
@pytest.mark.parametrize("height", [1, 5, 200])
def test_rows_of_any_length(height: int, width: int) -> None:
    matrix = np.random.default_rng(1).normal(size=(height, width))
    np.testing.assert_array_equal(largest(matrix), matrix.max(axis=1, keepdims=True))
    sums = total(matrix)
    assert sums.shape in ((height, 1), (height, width))
    np.testing.assert_allclose(sums - matrix.sum(axis=1, keepdims=True), 0, rtol=0, atol=1e-11)


@pytest.mark.parametrize("shape", [(5,), (3, 4), (2, 3, 9), (2, 2000, 9), (4, 3, 2, 5), (3, 1, 1)])
def test_sums_over_any_dimension(shape: tuple[int, ...]) -> None:
    array = np.random.default_rng(1).normal(size=shape)
    for axis in range(len(shape)):
        expected = array.sum(axis=axis)
        out = np.empty_like(np.atleast_1d(expected))
        sumOver(array, axis, out)
        np.testing.assert_allclose(out.reshape(expected.shape), expected, rtol=0, atol=1e-11)


def test_a_lookup_table_gives_one_gradient_whether_it_is_asked_for_early_or_late() -> None:
    late, input = nn.LookupTable(6, 2), np.array([[1, 2, 2], [6, 1, 2]])
    early = late.clone()
    assert early.gradWeight.shape == (6, 2)
    for table in (early, late):
        for scale in (1.0, 0.5, -2.0):  # more rows than the table has, in the end
            table.backward(input, np.ones_like(table.forward(input)), scale)
            table.updateParameters(0.1)
    np.testing.assert_allclose(late.weight, early.weight, rtol=0, atol=1e-12)
    np.testing.assert_allclose(late.gradWeight, early.gradWeight, rtol=0, atol=1e-12)
    assert late.gradWeight[1].tolist() == [-1.5, -1.5]
    late.zeroGradParameters()
    assert not late.gradWeight.any()


@pytest.mark.parametrize(
    ("module", "shape"), [(nn.Linear(3, 2), (4, 3)), (nn.SpatialConvolution(2, 3, 2, 2), (2, 2, 4, 4))]
)
def test_the_gradient_by_the_input_can_be_spared(module: nn.Module, shape: tuple[int, ...]) -> None:
    input, whole = np.random.default_rng(1).normal(size=shape), module.clone()
    module.gradInput = None
    ones = np.ones_like(module.forward(input))
    whole.forward(input)
    whole.backward(input, ones)
    assert module.backward(input, ones) is None
    assert module.clearState().gradInput is None
    for mine, theirs in zip(module.parameters()[1], whole.parameters()[1], strict=True):
        np.testing.assert_array_equal(mine, theirs)
