"""The oldest trainer goes the very way that Torch's went."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nncore as nn

TRACE = json.loads((Path(__file__).parents[1] / "data/torch7/training2.json").read_text())[
    "StochasticGradient"
]


def array(value: dict[str, Any]) -> np.ndarray:
    return np.array(value["data"], dtype=np.float64).reshape(value["shape"])


def trained(trace: dict[str, Any]) -> tuple[nn.Module, list[float]]:
    nn.manualSeed(trace["seed"])
    net = nn.Sequential().add(nn.Linear(2, 4)).add(nn.Tanh()).add(nn.Linear(4, 1))
    for parameter, value in zip(net.parameters()[0], trace["initial"], strict=True):
        assert np.array_equal(parameter, array(value))
    data = [(x, x[:1] * x[1:]) for x in (nn.randn(2) for _ in trace["x"])]  # drawn next, as when recorded
    assert all(np.array_equal(x, array(value)) for (x, _), value in zip(data, trace["x"], strict=True))
    trainer, errors = nn.StochasticGradient(net, nn.MSECriterion()), []
    for name in ("learningRate", "learningRateDecay", "maxIteration", "shuffleIndices"):
        setattr(trainer, name, trace[name])
    trainer.hookIteration = lambda trainer, iteration, error: errors.append(error)
    trainer.train(data)
    return net, errors


def test_the_trace(capsys: pytest.CaptureFixture[str]) -> None:
    net, errors = trained(TRACE)
    np.testing.assert_allclose(errors, TRACE["error_per_iteration"], rtol=1e-10)
    for parameter, value in zip(net.parameters()[0], TRACE["final"], strict=True):
        np.testing.assert_allclose(parameter, array(value), rtol=1e-10)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "# StochasticGradient: training"
    assert lines[1] == f"# current error = {TRACE['error_per_iteration'][0]:.14g}"


def test_an_example_that_does_not_fit_is_named() -> None:
    trainer = nn.StochasticGradient(nn.Linear(2, 1), nn.MSECriterion())
    trainer.verbose = False
    trainer.shuffleIndices = False
    with pytest.raises(nn.NNError, match="Linear.*at example 2: "):
        trainer.train([(np.ones(2), np.ones(1)), (np.ones(3), np.ones(1))])
