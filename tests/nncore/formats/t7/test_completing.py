"""Fields that Torch leaves out of a file, or had in another form, are worked out as Torch's `read` does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nncore as nn
from nncore.formats import t7


def asTorchWrites(norm: Any) -> t7.Opaque:
    """A WeightNorm's fields, without the weight."""
    inner, weight = norm.modules[0], norm.weight
    fields: dict[str, Any] = {"nInputPlane": 2, "nOutputPlane": 3, "kW": 3, "kH": 2, "bias": inner.bias}
    fields |= {"gradBias": inner.gradBias, "dW": 1, "dH": 1, "padW": 0, "padH": 0, "_type": norm.type()}
    held = {"v": norm.v, "g": norm.g.reshape(-1), "gradV": norm.gradV, "gradG": norm.gradG.reshape(-1)}
    held |= {"weightSize": tuple(weight.shape), "outputDim": norm.args.outputDim, "_type": norm.type()}
    name = f"nn.{type(inner).__name__}"
    return t7.Opaque("nn.WeightNorm", {**held, "modules": [t7.Opaque(name, fields)]})


@pytest.mark.parametrize(
    ("make", "x"),
    [
        (lambda: nn.WeightNorm(nn.Linear(4, 3)), np.ones((2, 4))),
        (lambda: nn.WeightNorm(nn.Linear(4, 3), 2), np.ones((2, 4))),
        (lambda: nn.WeightNorm(nn.SpatialConvolution(2, 3, 3, 2)), np.ones((2, 5, 5))),
        (lambda: nn.WeightNorm(nn.SpatialConvolution(2, 3, 3, 2), 3), np.ones((2, 5, 5))),
        (lambda: nn.WeightNorm(nn.Linear(4, 3)).float(), np.ones((2, 4), np.float32)),
    ],
)
def test_a_weight_norm_without_its_weight(make: Any, x: np.ndarray, tmp_path: Path) -> None:
    norm = make()
    expected = norm.forward(x).copy()
    t7.save(tmp_path / "a.t7", asTorchWrites(norm))
    again = t7.load(tmp_path / "a.t7")
    assert isinstance(again, nn.WeightNorm)
    np.testing.assert_array_equal(again.forward(x), expected)
    np.testing.assert_array_equal(again.weight, norm.weight)
    assert again.backward(x, expected).shape == x.shape


def test_a_weight_norm_whose_parts_do_not_fit_is_damaged(tmp_path: Path) -> None:
    written = asTorchWrites(nn.WeightNorm(nn.Linear(4, 3)))
    written.content["weightSize"] = (3, 5)
    t7.save(tmp_path / "a.t7", written)
    with pytest.raises(t7.FileDamaged):
        t7.load(tmp_path / "a.t7")


def test_a_batch_normalisation_of_2015_holds_standard_deviations(tmp_path: Path) -> None:
    fields = {"running_mean": np.zeros(3), "running_std": np.array([1.0, 2, 4]), "eps": 0.01, "momentum": 0.1}
    t7.save(
        tmp_path / "a.t7", t7.Opaque("nn.BatchNormalization", {**fields, "affine": False, "train": False})
    )
    again = t7.load(tmp_path / "a.t7")
    np.testing.assert_allclose(again.running_var, np.array([1, 1 / 4, 1 / 16]) - 0.01)
