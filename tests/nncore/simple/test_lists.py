"""Linears whose input is a list: pairs of place and value, keys with values, chosen outputs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nncore as nn


def dense(places: Any, values: Any, size: int) -> np.ndarray:
    row = np.zeros(size)
    row[np.asarray(places, int) - 1] = values
    return row


def test_sparse_linear_gives_what_linear_gives_in_every_form() -> None:
    nn.manualSeed(1)
    module = nn.SparseLinear(6, 2)
    one, two = np.array([[2, 0.5], [5, -1]]), np.array([[1, 2.0], [6, 3]])
    rows = np.stack([dense([2, 5], [0.5, -1], 6), dense([1, 6], [2, 3], 6)])
    expected = rows @ module.weight.T + module.bias
    np.testing.assert_allclose(module.forward(one), expected[0])
    np.testing.assert_allclose(module.forward([one, two]), expected)
    np.testing.assert_allclose(module.forward(np.stack([one, two])), expected)
    np.testing.assert_allclose(
        module.forward([one, two[:1]])[1], rows[1] * [1, 0, 0, 0, 0, 0] @ module.weight.T + module.bias
    )


def test_sparse_linear_skips_pairs_without_a_value_in_a_tensor_of_lists() -> None:
    module = nn.SparseLinear(3, 1)
    padded = np.array([[[2.0, 1.0], [0.0, 0.0]]])
    np.testing.assert_allclose(module.forward(padded), module.weight[:, 1:2].T + module.bias)
    with pytest.raises(nn.NNError, match="from 1 to 3"):
        module.forward(np.array([[0.0, 1.0]]))


def test_sparse_linear_accumulates_and_decays() -> None:
    module = nn.SparseLinear(4, 2)
    x = np.array([[3, 2.0]])
    module.forward(x)
    module.backward(x, np.array([1.0, -1.0]))
    np.testing.assert_allclose(module.gradWeight, [[0, 0, 2, 0], [0, 0, -2, 0]])
    module.zeroGradParameters()
    module.weightDecay = 0.5
    module.forward(x)
    module.accGradParameters(x, np.zeros(2))
    np.testing.assert_allclose(module.gradWeight, 0.5 * module.weight)


def test_index_linear_takes_lists_flat_lists_and_one_example() -> None:
    nn.manualSeed(2)
    module = nn.IndexLinear(5, 3)
    assert not module.weight.any()
    module.reset()
    keys, values = [np.array([1, 4]), np.array([5])], [np.array([0.5, -2]), np.array([3.0])]
    rows = np.stack([dense([1, 4], [0.5, -2], 5), dense([5], [3], 5)])
    expected = rows @ module.weight + module.bias
    np.testing.assert_allclose(module.forward([keys, values]), expected)
    flat = [np.concatenate(keys), np.concatenate(values), np.array([2, 1])]
    np.testing.assert_allclose(module.forward(flat), expected)
    np.testing.assert_allclose(module.forward([keys[0], values[0]]), expected[0])
    with pytest.raises(nn.NNError, match="do not add up"):
        module.forward([*flat[:2], np.array([2, 2])])


def test_index_linear_learns_only_in_the_rows_it_saw() -> None:
    nn.manualSeed(2)
    module = nn.IndexLinear(4, 2)
    x = [np.array([2, 2]), np.array([1.0, 3.0])]
    module.forward(x)
    module.zeroGradParameters()
    module.backward(x, np.array([1.0, -1.0]))
    module.updateParameters(0.5)
    np.testing.assert_allclose(module.weight, [[0, 0], [-2, 2], [0, 0], [0, 0]])
    np.testing.assert_allclose(module.bias, [-0.5, 0.5])


def test_index_linear_offsets_its_keys() -> None:
    module = nn.IndexLinear(3, 1, False, 1)
    module.weight[:, 0] = [1, 2, 3]
    np.testing.assert_allclose(module.forward([np.array([0, 2]), np.ones(2)]), [4])


def test_index_linear_normalises_by_the_largest_value_of_each_key() -> None:
    module = nn.IndexLinear(2, 1, False, 0, None, None, True)
    assert module.weight.shape == (2, 5)
    module.weight[:, 4] = [10, 100]
    assert module.forward([np.array([1]), np.array([4.0])]) == pytest.approx([10])
    assert module.forward([np.array([1]), np.array([2.0])]) == pytest.approx([5])
    module.evaluate()
    assert module.forward([np.array([1]), np.array([-8.0])]) == pytest.approx(
        [-10]
    )  # beyond it, only the sign
    np.testing.assert_allclose(module.weight[0, :3], [4, 0.25, 1])


def test_partial_linear_computes_chosen_outputs_only() -> None:
    nn.manualSeed(3)
    module, x = nn.PartialLinear(3, 4), nn.randn(2, 3)
    module.bias[:] = [[1, 2, 3, 4]]
    whole = module.forward(x).copy()
    module.setPartition(np.array([4, 2]))
    np.testing.assert_allclose(module.forward(x), whole[:, [3, 1]])
    module.zeroGradParameters()
    module.backward(x, np.ones((2, 2)))
    np.testing.assert_array_equal(module.gradBias, [[0, 2, 0, 2]])
    assert not module.parameters()[1][0][[0, 2]].any()
    module.resetPartition()
    np.testing.assert_allclose(module.forward(x), whole)


def test_linear_weight_norm_is_a_linear_with_lengths_apart() -> None:
    nn.manualSeed(5)
    module, x = nn.LinearWeightNorm(3, 2), nn.randn(4, 3)
    output = module.forward(x).copy()
    np.testing.assert_allclose(module.toLinear().forward(x), output)
    module.evaluate()
    module.backward(x, np.ones((4, 2)))
    np.testing.assert_allclose(module.forward(x), output)  # evaluation keeps its weight through a backward
    module.g *= 2
    np.testing.assert_allclose(module.training().forward(x) - module.bias, 2 * (output - module.bias))
