"""The infinite norm: eps is added to the length, and the gradient is what Torch's code makes of that."""

from __future__ import annotations

from math import inf

import numpy as np

import nncore as nn


def test_an_eps_that_counts_is_in_the_gradient_of_the_infinite_norm_as_in_torch() -> None:
    x, g = np.array([[1.0, -4, 2]]), np.array([[1.0, 2, 3]])
    module = nn.Normalize(inf, 1)
    np.testing.assert_allclose(module.forward(x), x / 5)
    along = (x * g).sum()
    expected = np.array([[g[0, 0] * 5, g[0, 1] * 5 - (-4 / 5) * along, g[0, 2] * 5]]) / 25
    np.testing.assert_allclose(module.backward(x, g), expected)
