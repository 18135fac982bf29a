"""What Linear does besides what every class is tested for."""

from __future__ import annotations

import numpy as np
import pytest

import nncore as nn


@pytest.mark.parametrize("kind", [nn.Linear, nn.LinearWeightNorm])
@pytest.mark.parametrize("early", [True, False])
def test_a_bias_can_be_left_out_by_call(kind: type[nn.Linear], early: bool) -> None:
    module, x = kind(3, 2), np.ones((4, 3))
    if not early:
        module.backward(x, module.forward(x))
    count = len(module.parameters()[0])
    assert module.noBias() is module
    assert len(module.parameters()[0]) == count - 1
    np.testing.assert_allclose(module.forward(x), np.tile(module.weight.sum(axis=1), (4, 1)))
    assert module.backward(x, np.ones((4, 2))).shape == x.shape
    assert str(module) == f"nn.{kind.__name__}(3 -> 2) without bias"
    assert module.clone().bias is None and module.args.bias is False
