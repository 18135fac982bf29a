"""The connection tables of nn.tables."""

from __future__ import annotations

import numpy as np
import pytest

import nncore as nn


def test_full_and_one_to_one_are_in_torch_s_order() -> None:
    assert nn.tables.full(2, 2).tolist() == [[1, 1], [2, 1], [1, 2], [2, 2]]
    assert nn.tables.oneToOne(2).tolist() == [[1, 1], [2, 2]]


def test_random_deals_out_every_plane_before_it_shuffles_again() -> None:
    nn.manualSeed(3)
    table = nn.tables.random(4, 4, 2)
    assert table[:, 1].tolist() == [1, 1, 2, 2, 3, 3, 4, 4]
    assert sorted(table[:4, 0]) == sorted(table[4:, 0]) == [1, 2, 3, 4]
    nn.manualSeed(3)
    assert table[:4, 0].tolist() == nn.generator().randperm(4).tolist()


def test_random_needs_as_many_planes_as_it_deals() -> None:
    with pytest.raises(nn.NNError, match="nto does not fit"):
        nn.tables.random(2, 3, 3)


def test_a_table_makes_a_convolution() -> None:
    conv = nn.SpatialConvolutionMap(nn.tables.full(2, 3), 3, 3)
    assert conv.forward(np.ones((2, 5, 5))).shape == (3, 3, 3)
