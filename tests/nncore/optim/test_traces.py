"""Every method goes the very way that Torch went: whole trainings, in Torch's form and step by step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nncore as nn
from nncore import optim

DATA = Path(__file__).parents[2] / "data" / "torch7"
SHORT = json.loads((DATA / "training.json").read_text())
LONG = json.loads((DATA / "training2.json").read_text())
METHOD = {"sgd_momentum": "sgd", "sgd_nesterov": "sgd"}
SHORT_TRACES = [name for name, trace in SHORT.items() if "config" in trace]
LONG_TRACES = [name for name, trace in LONG.items() if "method" in trace]


def array(value: dict[str, Any]) -> np.ndarray:
    return np.array(value["data"], dtype=np.float64).reshape(value["shape"])


def close(ours: Any, theirs: Any) -> None:
    np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-10)


class Training:
    """A network of three layers on the spiral, from the parameters of a trace."""

    def __init__(
        self, spiral: dict[str, Any], initial: dict[str, Any], second: type[nn.Module] = nn.ReLU
    ) -> None:
        self.X, self.Y = array(spiral["X"]), array(spiral["Y"])
        self.net = nn.Sequential()
        for layer in (
            nn.Linear(2, 16),
            nn.ReLU(),
            nn.Linear(16, 16),
            second(),
            nn.Linear(16, 2),
            nn.LogSoftMax(),
        ):
            self.net.add(layer)
        self.loss = nn.ClassNLLCriterion()
        self.x, self.gradient = self.net.getParameters()
        self.x[:] = array(initial)

    def opfunc(self, x: np.ndarray) -> tuple[float, np.ndarray]:
        assert x is self.x
        self.gradient.fill(0)
        loss = self.loss.forward(self.net.forward(self.X), self.Y)
        self.net.backward(self.X, self.loss.backward(self.net.output, self.Y))
        return loss, self.gradient


@pytest.mark.parametrize("name", SHORT_TRACES)
def test_short_trace(name: str) -> None:
    trace = SHORT[name]
    training, state = Training(SHORT["spiral"], trace["initial"], nn.Tanh), {}
    losses = []
    for _ in trace["loss"]:
        x, seen = getattr(optim, METHOD.get(name, name))(
            training.opfunc, training.x, trace["config"] or {}, state
        )[:2]
        losses.append(seen[0])
    close(losses, trace["loss"])
    close(x, array(trace["final"]))


@pytest.mark.parametrize("name", LONG_TRACES)
def test_long_trace(name: str) -> None:
    trace = LONG[name]
    config = dict(trace["config"] or {})
    training = Training(LONG["spiral"], trace["initial"])
    losses = []
    for step in range(trace["steps"]):
        method = getattr(optim, trace["method"].removeprefix("optim."))
        x, seen = method(training.opfunc, training.x, config)[:2]  # the state is kept in config
        losses.append(seen[0])
        if step == 0:
            close(x, array(trace["after_first_step"]))
    close(losses, trace["loss"])
    close(x, array(trace["final"]))


@pytest.mark.parametrize("name", LONG_TRACES)
def test_a_state_saved_and_restored_goes_on_exactly(name: str) -> None:
    trace = LONG[name]
    method = optim.METHODS[trace["method"].removeprefix("optim.")]
    settings = trace["config"] or {}
    whole = Training(LONG["spiral"], trace["initial"])
    kept = method(**settings)
    for _ in range(4):
        kept.minimise(whole.opfunc, whole.x)

    parts = Training(LONG["spiral"], trace["initial"])
    state: dict[str, Any] = {}
    for _ in range(4):
        one = method(
            {k: np.copy(v) if isinstance(v, np.ndarray) else v for k, v in state.items()}, **settings
        )
        one.minimise(parts.opfunc, parts.x)
        assert set(one.state) <= set(method.remembers)
        state = one.state
    assert np.array_equal(whole.x, parts.x)


@pytest.mark.parametrize("name", [name for name in LONG_TRACES if name not in ("cg", "lbfgs")])
def test_stepped_by_hand_it_is_the_same(name: str) -> None:
    trace = LONG[name]
    training = Training(LONG["spiral"], trace["initial"])
    method = optim.METHODS[trace["method"].removeprefix("optim.")](**(trace["config"] or {}))
    for _ in range(trace["steps"]):
        method.lookAhead(training.x)
        _, gradient = training.opfunc(training.x)
        before = gradient.copy()
        method.step(training.x, gradient)
        assert np.array_equal(gradient, before)
    close(training.x, array(trace["final"]))


def test_minibatches_with_dropout() -> None:
    trace, spiral = LONG["minibatch_dropout"], LONG["spiral"]
    X, Y = array(spiral["X"]), array(spiral["Y"])
    nn.manualSeed(trace["seed"])
    net = nn.Sequential().add(nn.Linear(2, 8)).add(nn.Tanh()).add(nn.Dropout(0.2)).add(nn.Linear(8, 2))
    net.add(nn.LogSoftMax())
    criterion, (x, gradient) = nn.ClassNLLCriterion(), net.getParameters()
    close(x, array(trace["initial"]))
    method, losses = optim.Sgd(**trace["config"]), []
    for order in trace["perms"]:
        drawn = nn.generator().randperm(len(X))
        assert np.array_equal(drawn, array(order))
        for start in range(0, len(X), trace["batch"]):
            rows = drawn[start : start + trace["batch"]] - 1
            gradient.fill(0)
            losses.append(criterion.forward(net.forward(X[rows]), Y[rows]))
            net.backward(X[rows], criterion.backward(net.output, Y[rows]))
            method.step(x, gradient)
    close(losses, trace["loss"])
    close(x, array(trace["final"]))
