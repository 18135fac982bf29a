"""Every recorded misuse of Torch7: ours refuses it, says where, what came and what is needed, and goes on.

Torch says nothing at all in 22 of these cases; those of them that are no misuse are named with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from misuse_basics import CONTAINERS, LINEAR, LOOKUP, TABLES, chain, r
from misuse_layers import CRITERIONS, LAYERS, SHAPES
from recorded import DATA

import nncore as nn

TITLES = re.findall(r"^- `(.*?)`:", (DATA / "errors2.md").read_text(), re.MULTILINE)

NO_MISUSE = {
    "empty Sequential forward": "it hands its input on",
    "empty Sequential backward": "it hands the gradient on; that Torch fails is Torch's fault",
    "getParameters on a net without parameters": "two vectors of no elements",
    "nn.View(6):forward(non-contiguous randn(3,2):t())": "a copy is made",
    "BatchNormalization(4), batch of one, training": "it uses the running statistics, as Torch does",
    "nn.Sqrt on -1": "not a number is what it is; training stops there",
    "nn.Log on 0": "minus infinity is what it is",
    "MSE of 5x1 and 5 (the notebook)": "the tutorial does it: sizes of 1 do not count",
    "updateParameters on a fresh module (gradients never zeroed)": "gradients start as zeros",
}
ELSEWHERE = {title for title in TITLES if title.startswith("torch.load")}
"""In the tests of the file format."""


CASES = LINEAR + LOOKUP + CONTAINERS + TABLES + SHAPES + LAYERS + CRITERIONS


@pytest.mark.parametrize(("title", "misuse", "where", "says"), CASES, ids=[case[0] for case in CASES])
def test_a_misuse_is_refused_with_the_place_and_both_sides(
    title: str, misuse: Callable[[], Any], where: str, says: str
) -> None:
    with pytest.raises(nn.NNError) as caught:
        misuse()
    assert caught.value.path.startswith(where)
    assert says in str(caught.value)
    assert caught.value.needs


def test_every_recorded_misuse_is_among_them() -> None:
    assert set(TITLES) == {case[0] for case in CASES} | set(NO_MISUSE) | ELSEWHERE | {"nn.NoSuchModule()"}


def test_an_unknown_name_is_said_with_those_that_come_near() -> None:
    with pytest.raises(AttributeError, match="nncore has no Linaer; did you mean Linear"):
        nn.Linaer  # noqa: B018


def test_a_misuse_leaves_the_module_as_it_was() -> None:
    net = chain(nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 1))
    x = r(2, 4)
    before = net.forward(x).copy()
    for wrong in (r(2, 5), r(4, 4, 4), None, [x]):
        with pytest.raises(nn.NNError):
            net.forward(wrong)
    net.zeroGradParameters()
    with pytest.raises(nn.NNError):
        net.backward(x, r(2, 2))
    assert not any(gradient.any() for gradient in net.parameters()[1])
    np.testing.assert_array_equal(net.forward(x), before)
    assert net.backward(x, np.ones((2, 1))).shape == x.shape


def test_what_is_no_misuse_works() -> None:
    empty, x = nn.Sequential(), r(3)
    np.testing.assert_array_equal(empty.forward(x), x)
    np.testing.assert_array_equal(empty.backward(x, x), x)
    assert nn.View(6).forward(r(3, 2).T).shape == (6,)
    fresh = nn.Linear(3, 2)
    before = fresh.weight.copy()
    fresh.updateParameters(1)
    np.testing.assert_array_equal(fresh.weight, before)
    nn.MSECriterion().forward(r(5, 1), r(5))
