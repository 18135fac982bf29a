"""IndexLinear as Torch's files have it: an offset from 0, a number for normalize, no gradWeight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nncore as nn
from nncore.formats import t7

KEYS, VALUES = np.array([1.0, 3]), np.array([0.5, -2])


@pytest.mark.parametrize(("offset", "normalize"), [(0, False), (2, False), (0, True), (1, True)])
def test_it_is_read_as_torch_writes_it(offset: int, normalize: bool, tmp_path: Path) -> None:
    made = nn.IndexLinear(6, 2, True, offset, None, None, normalize)
    made.reset()
    expected = made.forward([KEYS, VALUES]).copy()
    fields: dict[str, Any] = {"weight": made.weight, "bias": made.bias, "gradBias": made.gradBias}
    fields |= {"normalize": 4 if normalize else 0, "offset": offset - 1, "doGradInput": True}
    fields |= {"gradWeight": np.empty(0), "weightDecay": 0, "_type": "torch.DoubleTensor", "train": True}
    fields |= {"running": {"keys": {}, "gradWeight": {}, "cumSumSizes": {}, "counter": 1}}
    t7.save(tmp_path / "torch.t7", t7.Opaque("nn.IndexLinear", fields))
    t7.save(tmp_path / "ours.t7", made)
    for file in ("torch.t7", "ours.t7"):
        again = t7.load(tmp_path / file)
        assert (again.keysOffset, again.normalize, again.doGradInput) == (offset, normalize, True)
        np.testing.assert_array_equal(again.forward([KEYS, VALUES]), expected)
        assert again.gradWeight.shape == made.weight.shape


def test_a_linear_whose_gradients_were_let_go_of_is_read(tmp_path: Path) -> None:
    fields = {"weight": np.ones((2, 3)), "bias": np.zeros(2), "gradWeight": np.empty(0)}
    t7.save(tmp_path / "a.t7", t7.Opaque("nn.Linear", fields))
    again = t7.load(tmp_path / "a.t7")
    assert again.forward(np.ones(3)).tolist() == [3, 3]
    assert again.gradWeight.shape == (2, 3)
