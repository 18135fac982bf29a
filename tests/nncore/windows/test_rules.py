"""What modules with kernels refuse, in words, and what they offer to mend it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nncore as nn
from nncore.errors import Repair
from nncore.shapes import sized

REFUSED = [
    (
        nn.SpatialConvolution,
        (1, 1, 5, 5),
        (1, 3, 3),
        "kernel is larger",
        "1×5×5",
        Repair("set kH = 3", "set", "kH", 3),
    ),
    (
        nn.SpatialConvolution,
        (3, 1, 2, 2),
        (1, 3, 3),
        "planes",
        "3×3×3",
        Repair("set nInputPlane = 1", "set", "nInputPlane", 1),
    ),
    (nn.SpatialConvolution, (1, 1, 2, 2), (3, 3), "dimensions", "N×1×H×W or 1×H×W", None),
    (
        nn.SpatialConvolution,
        (1, 6, 5, 5),
        (8, 784),
        "dimensions",
        "N×1×H×W",
        Repair("insert View(1, 28, 28)", "insert", "View", {"sizes": (1, 28, 28)}),
    ),
    (
        nn.SpatialMaxPooling,
        (5, 5),
        (1, 3, 3),
        "kernel is larger",
        "1×5×5",
        Repair("set kW = 3", "set", "kW", 3),
    ),
    (
        nn.SpatialMaxPooling,
        (2, 2, 2, 2, 2, 2),
        (1, 3, 3),
        "half",
        "at most 1",
        Repair("set padH = 1", "set", "padH", 1),
    ),
    (nn.TemporalConvolution, (3, 2, 5), (4, 3), "shorter", "5×3", Repair("set kW = 4", "set", "kW", 4)),
    (
        nn.TemporalConvolution,
        (3, 2, 2),
        (4, 4),
        "frames",
        "4×3",
        Repair("set inputFrameSize = 4", "set", "inputFrameSize", 4),
    ),
    (nn.VolumetricConvolution, (4, 1, 1, 1, 1), (4, 4, 4), "dimensions", "N×4×T×H×W", None),
    (nn.BatchNormalization, (4,), (3, 5), "features", "3×4", Repair("set nOutput = 5", "set", "nOutput", 5)),
    (nn.BatchNormalization, (4,), (4,), "dimensions", "N×4", None),
    (nn.PixelShuffle, (2,), (3, 2, 2), "planes", "multiple of 4", None),
    (nn.SpatialReflectionPadding, (3,), (1, 3, 3), "mirrored", "3", None),
    (nn.SpatialZeroPadding, (-2,), (1, 4, 4), "cut off", "larger", None),
    (nn.SpatialZeroPadding, (-2, 3, 0, 0), (1, 4, 1), "cut off", "larger", None),
    (nn.FeatureLPPooling, (4, 1, 2), (3,), "fewer features", "4", Repair("set width = 3", "set", "width", 3)),
    (nn.SpatialFractionalMaxPooling, (2, 2, 4, 4), (1, 4, 4), "do not fit", "5", None),
    (nn.TemporalDynamicKMaxPooling, (4,), (3, 2), "shorter", "4×2", Repair("set minK = 3", "set", "minK", 3)),
]


@pytest.mark.parametrize(("kind", "args", "shape", "what", "needs", "repair"), REFUSED)
def test_an_input_that_does_not_fit_is_refused_with_both_shapes(
    kind: Any, args: tuple[Any, ...], shape: tuple[int, ...], what: str, needs: str, repair: Repair | None
) -> None:
    module = kind(*args)
    with pytest.raises(nn.NNError) as caught:
        module.forward(np.zeros(shape))
    assert what in caught.value.what
    assert needs in caught.value.needs
    assert kind.__name__ in str(caught.value)
    if repair:
        assert repair in caught.value.repairs


BACK = [
    (nn.SpatialConvolution(1, 1, 2, 2), (1, 3, 3)),
    (nn.SpatialFullConvolution(1, 1, 2, 2), (1, 3, 3)),
    (nn.SpatialMaxPooling(2, 2), (1, 4, 4)),
    (nn.TemporalMaxPooling(2), (4, 2)),
    (nn.SpatialBatchNormalization(2), (2, 2, 3, 3)),
]


@pytest.mark.parametrize(("module", "shape"), BACK)
def test_a_way_back_needs_a_forward_and_a_gradient_of_the_output_s_size(
    module: Any, shape: tuple[int, ...]
) -> None:
    image = np.ones(shape)
    with pytest.raises(nn.NNError, match="backward came before forward"):
        module.backward(image, image)
    output = module.forward(image)
    with pytest.raises(nn.NNError, match="gradOutput has another size"):
        module.backward(image, np.ones((*output.shape, 2)))
    assert module.backward(image, output).shape == shape


def test_a_batch_of_unknown_size_goes_through_a_whole_network() -> None:
    net = nn.Sequential().add(nn.SpatialConvolution(1, 6, 5, 5)).add(nn.SpatialMaxPooling(2, 2))
    net.add(nn.SpatialConvolution(6, 16, 5, 5)).add(nn.SpatialMaxPooling(2, 2))
    assert str(net.outputShape(sized("N", 1, 28, 28))) == "N×16×4×4"


def test_a_size_that_is_not_known_passes_where_the_kernel_moves_by_one() -> None:
    assert str(nn.SpatialConvolution(1, 2, 3, 3).outputShape(sized("N", 1, "H", 28))) == "N×2×(H − 2)×26"
    with pytest.raises(nn.NNError, match="not known"):
        nn.SpatialConvolution(1, 2, 3, 3, 2, 2).outputShape(sized("N", 1, "H", 28))


def test_a_table_may_tell_a_full_convolution_its_output_s_size() -> None:
    full = nn.SpatialFullConvolution(2, 1, 3, 3, 2, 2)
    image, target = np.ones((2, 3, 3)), np.zeros((4, 8, 7))
    output = full.forward([image, target])
    assert output.shape == (1, 8, 7)
    gradients = full.backward([image, target], output)
    assert [gradient.shape for gradient in gradients] == [(2, 3, 3), (4, 8, 7)]
    assert not gradients[1].any()


def test_batch_normalisation_takes_single_examples_in_evaluation_only() -> None:
    norm = nn.SpatialBatchNormalization(2)
    single = np.ones((2, 3, 3))
    with pytest.raises(nn.NNError, match="dimensions"):
        norm.forward(single)
    assert norm.evaluate().forward(single).shape == (1, 2, 3, 3)
    with pytest.raises(nn.NNError, match="dimensions"):
        norm.training().forward(single)


def test_a_bias_can_be_left_out_by_call_or_by_setting() -> None:
    image = np.ones((1, 3, 3))
    first = nn.SpatialConvolution(1, 2, 2, 2).noBias()
    second = nn.catalog.build(
        "SpatialConvolution", {"nInputPlane": 1, "nOutputPlane": 2, "kW": 2, "kH": 2, "bias": False}
    )
    for conv in (first, second):
        assert len(conv.parameters()[0]) == 1
        assert str(conv) == "nn.SpatialConvolution(1 -> 2, 2x2) without bias"
        np.testing.assert_allclose(
            conv.forward(image), conv.weight.sum(axis=(1, 2, 3))[:, None, None] * np.ones((2, 2))
        )
