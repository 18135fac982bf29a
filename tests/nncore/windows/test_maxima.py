"""Max pooling by taps gives what a plain search through each window gives, the first of equals too."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nncore as nn


@settings(deadline=None, max_examples=80)
@given(
    sizes=st.tuples(st.integers(3, 8), st.integers(3, 8)),
    kernel=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    step=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    margin=st.booleans(),
    ceil=st.booleans(),
    seed=st.integers(0, 1000),
)
def test_each_window_gives_its_first_largest_value_and_takes_the_gradient_there(
    sizes: tuple[int, int],
    kernel: tuple[int, int],
    step: tuple[int, int],
    margin: bool,
    ceil: bool,
    seed: int,
) -> None:
    pad = tuple(k // 2 if margin else 0 for k in kernel)
    pool = nn.SpatialMaxPooling(kernel[1], kernel[0], step[1], step[0], pad[1], pad[0])
    if ceil:
        pool.ceil()
    random = np.random.default_rng(seed)
    image = random.integers(0, 3, (2, *sizes)).astype(float)  # many equal values
    beyond = [
        ceil and not p and -(-(s - k) // d) * d >= s
        for s, k, d, p in zip(sizes, kernel, step, pad, strict=True)
    ]
    if any(beyond) and not any(pad):
        with pytest.raises(nn.NNError, match="outside the input"):  # a last window would begin behind it
            pool.forward(image)
        return
    output = pool.forward(image)
    gradOutput = random.normal(size=output.shape)
    gradInput = pool.backward(image, gradOutput)
    expected = np.zeros_like(image)
    for plane, i, j in product(*map(range, output.shape)):
        rows = [i * step[0] - pad[0] + k for k in range(kernel[0])]
        columns = [j * step[1] - pad[1] + k for k in range(kernel[1])]
        inside = [(r, c) for r in rows for c in columns if 0 <= r < sizes[0] and 0 <= c < sizes[1]]
        row, column = max(inside, key=lambda place: image[plane][place])
        assert output[plane, i, j] == image[plane, row, column]
        assert pool.indices[plane, i, j] == row * sizes[1] + column + 1
        expected[plane, row, column] += gradOutput[plane, i, j]
    np.testing.assert_allclose(gradInput, expected, rtol=1e-12, atol=1e-12)


def test_the_place_taken_is_kept_when_the_output_is_changed_in_place() -> None:
    net = nn.Sequential().add(nn.SpatialMaxPooling(2, 2)).add(nn.ReLU(True))
    image = -np.arange(1.0, 17).reshape(1, 4, 4)
    net.forward(image)
    assert net.get(1).indices.tolist() == [[[1, 3], [9, 11]]]
