"""A model with any arguments, written after it has run, is read back equal and computes the same."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from draws import CRITERIONS, MODULES, Drawn, reachable, seeded, some

import nncore as nn
from nncore.formats import t7


def written(value: Any, ascii: bool) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        t7.save(Path(folder) / "a.t7", value, ascii=ascii)
        return t7.load(Path(folder) / "a.t7")


def numbers(value: Any) -> list[np.ndarray]:
    if isinstance(value, (list, tuple)):
        return [array for entry in value for array in numbers(entry)]
    return [np.array(value)]


@reachable(MODULES + CRITERIONS)
@some
@seeded
def test_any_model_comes_back_equal(name: str, seed: int) -> None:
    drawn = Drawn(name, seed)
    module, goal = drawn.module, () if drawn.target is None else (drawn.target,)
    with nn.using(nn.Generator(seed)):
        first = numbers(module.forward(drawn.input, *goal))
    again = written(module, ascii=seed % 2 == 0)
    assert type(again) is type(module) and str(again) == str(module)
    if isinstance(module, nn.Module):
        for ours, theirs in zip(module.parameters()[0], again.parameters()[0], strict=True):
            np.testing.assert_array_equal(theirs.reshape(-1), ours.reshape(-1))
    if not drawn.kind.example.random:
        for ours, theirs in zip(first, numbers(again.forward(drawn.input, *goal)), strict=True):
            np.testing.assert_array_equal(theirs, ours)


def test_a_map_table_that_has_run_comes_back_with_the_module_it_repeats() -> None:
    table, entries = nn.MapTable(nn.Linear(3, 2)), [np.ones((2, 3)), np.zeros((1, 3)), np.ones((4, 3))]
    outputs = [output.copy() for output in table.forward(entries)]
    again = written(table, ascii=False)
    assert again.size() == 1
    for ours, theirs in zip(outputs, again.forward(entries), strict=True):
        np.testing.assert_array_equal(theirs, ours)


def test_local_normalisations_hold_what_torch_runs_them_with() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = nn.SpatialDivisiveNormalization(3, np.ones(5), 0.01).float()
        t7.save(Path(folder) / "b.t7", [made])
        content = (Path(folder) / "b.t7").read_bytes()
    for part in (b"meanestimator", b"stdestimator", b"thresholder", b"nn.SpatialConvolutionMap"):
        assert part in content
