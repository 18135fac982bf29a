"""Models in Torch's files compute what Torch recorded of them, and so do they after being written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from recorded import value
from torchfiles import files, path, told

import nncore as nn
from nncore.formats import t7

MODELS = [file for file in files() if told(file) and "input" in told(file)]


def close(ours: Any, theirs: Any) -> None:
    if isinstance(theirs, list):
        for mine, entry in zip(ours, theirs, strict=True):
            close(mine, entry)
        return
    single = np.asarray(ours).dtype == np.float32
    np.testing.assert_allclose(ours, theirs, rtol=1e-5 if single else 1e-10, atol=1e-6 if single else 1e-12)


def computes(model: Any, recorded: dict[str, Any]) -> None:
    """That a model gives the recorded outputs, gradients and text."""
    single = recorded["input"].get("t") == "float"
    given = value(recorded["input"])
    if single:
        given = given.astype(np.float32)
        assert model.dtype == np.float32
    nn.manualSeed(recorded.get("seed_forward", 0))
    close(model.forward(given), value(recorded["output"]))
    if recorded.get("params"):
        close(model.parameters()[0], [value(parameter) for parameter in recorded["params"]])
    if recorded.get("gradOutput"):
        model.zeroGradParameters()
        gradient = value(recorded["gradOutput"])
        back = model.backward(given, gradient.astype(np.float32) if single else gradient)
        if recorded["input"].get("t") != "long":
            close(back, value(recorded["gradInput"]))
        close(model.parameters()[1], [value(gradient) for gradient in recorded["gradParams"]])
    if recorded.get("print"):
        assert str(model) == recorded["print"]


@pytest.mark.parametrize("file", MODELS)
def test_a_model_computes_what_torch_recorded(file: str) -> None:
    computes(t7.load(path(file)), told(file))


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("file", [file for file in MODELS if not file.endswith(".ascii.t7")])
def test_and_after_it_was_written_too(file: str, ascii: bool, tmp_path: Path) -> None:
    t7.save(tmp_path / "again.t7", t7.load(path(file)), ascii)
    computes(t7.load(tmp_path / "again.t7"), told(file))


def test_loading_draws_no_random_numbers() -> None:
    nn.manualSeed(3)
    expected = nn.rand(2)
    nn.manualSeed(3)
    t7.load(path("t7/lenet.t7"))
    assert np.array_equal(nn.rand(2), expected)


def test_modes_are_kept() -> None:
    assert t7.load(path("t7_more/batchnorm_after_training.t7")).train is False
    assert t7.load(path("t7_more/mlp_in_training_mode.t7")).get(2).train in (True, False)


def test_a_module_used_twice_is_one_module(tmp_path: Path) -> None:
    model = t7.load(path("t7_more/same_module_twice.t7"))
    t7.save(tmp_path / "again.t7", model)
    for net in (model, t7.load(tmp_path / "again.t7")):
        assert len({id(module) for module in net.listModules()}) < len(net.listModules())


def test_flat_parameters_stay_views_of_one_vector(tmp_path: Path) -> None:
    model = t7.load(path("t7_more/mlp_flat_parameters.t7"))
    t7.save(tmp_path / "again.t7", model)
    for net in (model, t7.load(tmp_path / "again.t7")):
        first, *others = net.parameters()[0]
        assert others and all(np.may_share_memory(_whole(first), _whole(other)) for other in others)


def test_shared_weights_stay_shared(tmp_path: Path) -> None:
    shared = nn.Linear(3, 3)
    twin = shared.clone()
    twin.weight = shared.weight
    t7.save(tmp_path / "a.t7", nn.Sequential().add(shared).add(twin))
    first, second = t7.load(tmp_path / "a.t7").modules
    first.weight[0, 0] = 7
    assert second.weight[0, 0] == 7 and second.bias is not first.bias


def test_a_graph_with_parts_of_tables(tmp_path: Path) -> None:
    split = nn.SplitTable(2)
    graph = nn.gModule.wired(
        [
            (split, [(-1, None)]),
            (nn.Tanh(), [(0, 1)]),
            (nn.CAddTable(), [(1, None), (0, 0)]),
        ],
        [(2, None), (1, None)],
    )
    x = np.arange(6.0).reshape(3, 2)
    expected = [output.copy() for output in graph.forward(x)]
    t7.save(tmp_path / "a.t7", graph)
    again = t7.load(tmp_path / "a.t7")
    assert isinstance(again, nn.gModule)
    close(again.forward(x), expected)


def test_a_checkpoint_holds_model_and_criterion() -> None:
    checkpoint = t7.load(path("t7_more/value_checkpoint.t7"))
    assert checkpoint["classes"] == ["cat", "dog"]
    assert isinstance(checkpoint["criterion"], nn.ClassNLLCriterion)
    assert isinstance(checkpoint["model"], nn.Module)


def _whole(array: np.ndarray) -> np.ndarray:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array
