"""Anything at all as an argument: it is taken, or refused in words; nothing else happens."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from draws import CRITERIONS, MODULES, Drawn, reachable
from hypothesis.errors import InvalidArgument

import nncore as nn
from nncore.catalog import build

ANYTHING: list[Any] = ["x", b"x", "", float("nan"), float("inf"), -1, 0, 2.5, True, 10**30, 1j, object()]
ANYTHING += [[1], (1, "a"), [[]], [None], [[1, 2], [3]], {}, {"a": 1}, nn.Linear, nn.Tanh(), InvalidArgument]
ANYTHING += [np.ones(3), np.ones((2, 2)), np.array(3), np.float32(2), np.int8(3), np.array([np.nan])]
ANYTHING += [np.array(["a"])]


@reachable(MODULES + CRITERIONS)
def test_anything_as_an_argument_is_taken_or_refused_in_words(name: str) -> None:
    drawn = Drawn(name, 0)
    for arg in drawn.kind.spec.everything():
        for value in ANYTHING:
            taken(name, lambda value=value, arg=arg: made(drawn, {arg.name: value}))
            before = vars(drawn.module.args)[arg.name]
            if taken(name, lambda value=value, arg=arg: drawn.module.assign(arg.name, value)):
                drawn.module.assign(arg.name, before)
            else:
                assert vars(drawn.module.args)[arg.name] is before


def made(drawn: Drawn, given: dict[str, Any]) -> None:
    children = drawn.module.children() if drawn.kind.spec.children else []
    build(drawn.kind.__name__, {**drawn.arguments, **given}, children)


def taken(name: str, call: Any) -> bool:
    refusal = refusalOf(call)
    if refusal is not None:
        assert refusal.path.startswith(name), f"{refusal} does not say where"
        assert refusal.needs, f"{refusal} does not say what is needed"
    return refusal is None


def refusalOf(call: Any) -> nn.NNError | None:
    try:
        call()
    except nn.NNError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: nn.SpatialLPPooling(2, 0, 2, 2), "SpatialLPPooling: pnorm does not fit; got 0"),
        (lambda: nn.FeatureLPPooling(2, 1, 0), "FeatureLPPooling: power does not fit; got 0"),
        (lambda: nn.UpSampling(2, np.ones(3)), "UpSampling: mode does not fit"),
        (lambda: nn.ClassNLLCriterion("x"), "ClassNLLCriterion: weights does not fit"),
        (lambda: nn.PartialLinear(3, 4).setPartition([1, 5]), "an index is out of range"),
        (lambda: nn.PartialLinear(3, 4).setPartition("x"), "partition does not fit"),
    ],
)
def test_what_cannot_work_is_refused(make: Any, words: str) -> None:
    with pytest.raises(nn.NNError, match=words):
        make()


def test_an_lp_pooling_from_torch_does_not_know_its_planes() -> None:
    pooling = nn.SpatialLPPooling(None, 2, 2, 2)
    assert pooling.forward(np.ones((5, 4, 4))).shape == (5, 2, 2)
    with pytest.raises(nn.NNError, match="planes"):
        nn.SpatialLPPooling(2, 2, 2, 2).promised(np.ones((5, 4, 4)))
