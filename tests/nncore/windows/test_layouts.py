"""Arrays that do not lie in one piece of memory, and outputs that are changed in place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nncore as nn

IMAGES = [
    nn.SpatialConvolution(4, 2, 3, 3, 1, 1, 1),
    nn.SpatialConvolution(4, 2, 11, 3, 1, 1, 5, 1),
    nn.SpatialFullConvolution(4, 2, 3, 3, 2, 2),
    nn.SpatialDepthWiseConvolution(4, 2, 3, 3),
    nn.SpatialConvolutionLocal(4, 2, 6, 6, 3, 3),
    nn.SpatialMaxPooling(2, 2),
    nn.SpatialMaxPooling(3, 3, 2, 2, 1, 1),
    nn.SpatialAveragePooling(3, 3, 2, 2, 1, 1),
    nn.SpatialAdaptiveMaxPooling(2, 3),
    nn.SpatialAdaptiveAveragePooling(2, 3),
    nn.SpatialSubSampling(4, 2, 2),
    nn.SpatialBatchNormalization(4),
    nn.SpatialCrossMapLRN(3, 1),
    nn.SpatialDivisiveNormalization(4, np.ones((3, 3))),
    nn.SpatialReflectionPadding(2),
    nn.SpatialZeroPadding(2, -1),
    nn.SpatialUpSamplingNearest(2),
    nn.SpatialUpSamplingBilinear(2),
    nn.PixelShuffle(2),
    nn.FeatureLPPooling(2, 2, 2, True),
]


@pytest.mark.parametrize("module", IMAGES, ids=str)
def test_strides_do_not_matter(module: Any) -> None:
    random = np.random.default_rng(1)
    wide = random.uniform(0.5, 2, (6, 6, 4, 3))
    turned = wide.transpose(3, 2, 1, 0)
    output = module.forward(np.ascontiguousarray(turned)).copy()
    gradOutput = random.normal(size=output.shape[::-1]).transpose(range(output.ndim)[::-1])
    gradInput = module.backward(np.ascontiguousarray(turned), np.ascontiguousarray(gradOutput)).copy()
    np.testing.assert_allclose(module.forward(turned), output, rtol=1e-12)
    np.testing.assert_allclose(module.backward(turned, gradOutput), gradInput, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    "module",
    [m for m in IMAGES if type(m).__name__ not in ("SpatialCrossMapLRN", "FeatureLPPooling")],
    ids=str,
)
def test_the_way_back_does_not_need_the_output_as_it_was(module: Any) -> None:
    """So that a module behind may work in place. The two left out read their output again, as in Torch."""
    random = np.random.default_rng(2)
    image = random.uniform(0.5, 2, (3, 4, 6, 6))
    gradOutput = random.normal(size=module.forward(image).shape)
    expected = module.backward(image, gradOutput).copy()
    module.forward(image).fill(7)
    np.testing.assert_array_equal(module.backward(image, gradOutput), expected)


def test_a_divisor_that_is_too_small_becomes_thresval_and_that_the_threshold() -> None:
    image, kernel = np.full((1, 3, 3), 0.01), np.ones((3, 3))
    for kind in (nn.SpatialDivisiveNormalization, nn.SpatialContrastiveNormalization):
        module = kind(1, kernel, 0.5)
        assert module.thresval == 0.5
        assert kind(1, kernel).thresval == 1e-4
        assert kind(1, kernel, 0.5, 2).thresval == 2
    np.testing.assert_allclose(nn.SpatialDivisiveNormalization(1, kernel, 0.5).forward(image), image / 0.5)
    np.testing.assert_allclose(nn.SpatialDivisiveNormalization(1, kernel, 0.5, 2).forward(image), image / 2)
    bump = np.zeros((1, 3, 3))
    bump[0, 1, 1] = 0.01
    mean = nn.SpatialSubtractiveNormalization(1, kernel).forward(bump)
    contrast = nn.SpatialContrastiveNormalization(1, kernel, 0.5, 2).forward(bump)
    np.testing.assert_allclose(contrast, mean / 2)
