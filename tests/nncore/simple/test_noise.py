"""Dropout and WhiteNoise: what training draws, and what evaluation does instead."""

import numpy as np
import pytest

import nncore as nn


def test_dropout_leaves_the_sum_alone_on_average_and_evaluation_all() -> None:
    nn.manualSeed(3)
    x, module = np.ones((200, 200)), nn.Dropout(0.3)
    output = module.forward(x)
    assert set(np.unique(output)) == {0, 1 / 0.7}
    assert output.mean() == pytest.approx(1, abs=0.02)
    np.testing.assert_array_equal(module.backward(x, x), module.noise)
    np.testing.assert_array_equal(module.evaluate().forward(x), x)
    np.testing.assert_array_equal(module.backward(x, x), x)


def test_the_first_version_shrinks_in_evaluation_instead() -> None:
    nn.manualSeed(3)
    x, module = np.ones(50), nn.Dropout(0.25, True)
    assert set(np.unique(module.forward(x))) == {0, 1}
    np.testing.assert_array_equal(module.evaluate().forward(x), 0.75 * x)
    np.testing.assert_array_equal(module.backward(x, x), 0.75 * x)


def test_stochastic_inference_drops_in_evaluation_and_its_gradient_fits() -> None:
    nn.manualSeed(3)
    x, module = np.ones(50), nn.Dropout(0.5, False, False, True).evaluate()
    output = module.forward(x).copy()
    assert 0 in output
    np.testing.assert_array_equal(module.backward(x, x), output)


def test_dropout_of_nothing_draws_nothing() -> None:
    nn.manualSeed(3)
    before = nn.generator().state()["pos"]
    nn.Dropout(0).forward(np.ones(5))
    assert nn.generator().state()["pos"] == before


def test_white_noise_draws_as_torch_does_and_adds_its_mean_in_evaluation() -> None:
    x, module = np.zeros(6), nn.WhiteNoise(0.5, 2)
    nn.manualSeed(4)
    output = module.forward(x).copy()
    nn.manualSeed(4)
    np.testing.assert_allclose(output, nn.randn(6) * 2 + 0.5)
    np.testing.assert_array_equal(module.evaluate().forward(x), np.full(6, 0.5))
