"""Kmeans: centres that find the groups in data."""

import numpy as np
import pytest

import nncore as nn

GROUPS = np.array([[0.0, 0.0], [0.2, 0.1], [5.0, 5.0], [5.1, 4.9], [-5.0, 5.0], [-5.2, 5.1]])


def test_it_moves_its_centres_to_the_middle_of_their_rows() -> None:
    nn.manualSeed(1)
    module = nn.Kmeans(3, 2)
    module.initKmeansPlus(GROUPS, 1)
    losses = []
    for _ in range(20):
        module.zeroGradParameters()
        module.backward(GROUPS, module.forward(GROUPS))
        losses.append(module.loss)
        module.updateParameters(0.5)
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] == pytest.approx(0.0600, abs=1e-3)
    np.testing.assert_array_equal(module.clusterSampleCount, [2, 2, 2])
    assert sorted(map(tuple, module.weight.round(2))) == [(-5.1, 5.05), (0.1, 0.05), (5.05, 4.95)]


def test_its_first_centres_are_rows() -> None:
    nn.manualSeed(2)
    module = nn.Kmeans(4, 2)
    module.initRandom(GROUPS)
    assert all((centre == GROUPS).all(axis=1).any() for centre in module.weight)


def test_it_refuses_what_cannot_be_grouped() -> None:
    with pytest.raises(nn.NNError, match="at least 4"):
        nn.Kmeans(4, 2).initRandom(GROUPS[:3])
    with pytest.raises(nn.NNError, match="above 0"):
        nn.Kmeans(2, 2, -1.0)
