"""Every class of the catalogue goes into a .t7 file, and comes back as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from recorded import build, load, names, value

import nncore as nn
from nncore import catalog
from nncore.formats import t7

INITIAL = {("LayerNormalization", "bias"), ("SpatialLPPooling", "nInputPlane"), ("UpSampling", "mode")}
"""What Torch does not write down: how a bias began, a number nobody uses, which word for one thing."""
CASES = [(name, case) for name in names("golden_more") for case, _ in enumerate(load(f"golden_more/{name}"))]
WITHIN = {"gModule", "SpatialMaxUnpooling", "VolumetricMaxUnpooling"}
"""Recorded inside of others, or tested elsewhere."""


@pytest.mark.parametrize(("name", "number"), CASES)
def test_a_recorded_module_comes_back(name: str, number: int, tmp_path: Path) -> None:
    case = load(f"golden_more/{name}")[number]
    nn.manualSeed(case.get("seed_init", 0))
    try:
        made = build(case["spec"])
    except AttributeError:
        pytest.skip("nncore has no such class")
    if case.get("mode") == "evaluate":
        made.evaluate()
    t7.save(tmp_path / "a.t7", made, ascii=number % 2 == 0)
    again = t7.load(tmp_path / "a.t7")
    assert type(again) is type(made) and str(again) == str(made) and again.dtype == made.dtype
    _sameArguments(made, again)
    _sameOutputs(made, again, case)


def _sameArguments(made: Any, again: Any) -> None:
    for name, argument in vars(made.args).items():
        if (type(made).__name__, name) in INITIAL or name in ("kernel", "pooling", "weight"):
            continue
        other = vars(again.args)[name]
        assert argument == other or np.allclose(argument, other, rtol=1e-15), name
    if isinstance(made, nn.Module):
        assert again.train == made.train
        for ours, theirs in zip(made.parameters()[0], again.parameters()[0], strict=True):
            assert np.array_equal(ours, theirs)


def _sameOutputs(made: Any, again: Any, case: dict[str, Any]) -> None:
    given = [value(case["input"])] + ([value(case["target"])] if "target" in case else [])
    outputs = []
    for each in (made, again):
        nn.manualSeed(5)
        try:
            outputs.append(each.forward(*given))
        except nn.NNError as error:
            outputs.append(str(error))
    _equal(*outputs)


def _equal(ours: Any, theirs: Any) -> None:
    if isinstance(ours, (list, tuple)):
        for mine, other in zip(ours, theirs, strict=True):
            _equal(mine, other)
    elif isinstance(ours, str):
        assert ours == theirs
    else:
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)


def test_every_class_is_among_them() -> None:
    recorded = {
        load(f"golden_more/{name}")[0]["spec"]["module"].removeprefix("nn.") for name in names("golden_more")
    }
    assert set(catalog.files()) - recorded == WITHIN
