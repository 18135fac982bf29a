"""Unpooling, beside the pooling module whose work it undoes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nncore as nn
from nncore import catalog
from nncore.formats import t7

KINDS = {
    "SpatialMaxUnpooling": ("SpatialMaxPooling", {"kW": 2, "kH": 3, "dW": 2, "dH": 3}, (2, 3, 7, 4)),
    "VolumetricMaxUnpooling": (
        "VolumetricMaxPooling",
        {"kT": 2, "kW": 2, "kH": 3, "dT": 2, "dW": 2, "dH": 3},
        (2, 3, 4, 6, 5),
    ),
}


def pair(name: str) -> tuple[Any, Any, np.ndarray]:
    """The pooling module, the unpooling one, and an input."""
    pooling, args, size = KINDS[name]
    pool = catalog.build(pooling, dict(args))
    return pool, catalog.build(name, {}, [pool]), np.random.default_rng(1).normal(size=size)


@pytest.mark.parametrize("name", KINDS)
def test_the_largest_numbers_go_back_to_where_they_were(name: str) -> None:
    pool, unpool, x = pair(name)
    pooled = pool.forward(x)
    back = unpool.forward(pooled)
    assert back.shape == x.shape
    assert np.count_nonzero(back) == pooled.size
    np.testing.assert_array_equal(back[back != 0], x[back != 0])
    np.testing.assert_array_equal(pool.forward(np.where(back == 0, -9, back)), pooled)


@pytest.mark.parametrize("name", KINDS)
def test_gradients_are_picked_up_where_the_numbers_went(name: str) -> None:
    pool, unpool, x = pair(name)
    pooled = pool.forward(x).copy()
    g = np.random.default_rng(2).normal(size=unpool.forward(pooled).shape)
    gradInput = unpool.backward(pooled, g).copy()
    step, moved = 1e-6, np.random.default_rng(3).normal(size=pooled.shape)
    ahead = float((unpool.forward(pooled + step * moved) * g).sum())
    behind = float((unpool.forward(pooled - step * moved) * g).sum())
    assert (ahead - behind) / (2 * step) == pytest.approx(float((gradInput * moved).sum()), rel=1e-6)


@pytest.mark.parametrize("name", KINDS)
def test_it_is_refused_without_its_pooling_module(name: str) -> None:
    with pytest.raises(nn.NNError, match=f"needs the {KINDS[name][0]} that it refers to"):
        catalog.build(name, {})
    with pytest.raises(nn.NNError, match=KINDS[name][0]):
        catalog.build(name, {}, [nn.Tanh()])
    _, unpool, x = pair(name)
    with pytest.raises(nn.NNError, match="has not run yet"):
        unpool.forward(x)


@pytest.mark.parametrize("name", KINDS)
def test_in_a_file_it_keeps_its_pooling_module(name: str, tmp_path: Path) -> None:
    pool, unpool, x = pair(name)
    net = nn.Sequential().add(pool).add(unpool)
    t7.save(tmp_path / "a.t7", net)
    again = t7.load(tmp_path / "a.t7")
    assert again.get(2).pooling is again.get(1)
    np.testing.assert_array_equal(again.forward(x), net.forward(x))
