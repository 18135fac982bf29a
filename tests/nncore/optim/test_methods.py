"""What the methods say of themselves, and what they refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nncore as nn
from nncore import optim
from nncore.spec import REQUIRED


def bowl(x: np.ndarray) -> tuple[float, np.ndarray]:
    """A lopsided bowl with its lowest point at 1, 2."""
    away, steep = x - [1.0, 2.0], np.array([1.0, 4.0])
    return float(away @ (steep * away)), 2 * steep * away


def test_every_file_is_a_method_on_offer() -> None:
    files = {file.stem for file in Path(optim.__file__).parent.glob("[a-z]*.py")} - {"method"}
    assert files == set(optim.METHODS)
    for name, method in optim.METHODS.items():
        assert method.__name__.lower() == name
        assert getattr(optim, name) == method.run


@pytest.mark.parametrize("name", optim.METHODS)
def test_a_method_describes_its_settings(name: str) -> None:
    spec = optim.METHODS[name].spec
    assert spec.summary.endswith(".") and spec.formula
    for arg in spec.args:
        assert arg.meaning and arg.default is not REQUIRED
        assert arg.default is None or arg.check(arg.default) == arg.default


@pytest.mark.parametrize("name", optim.METHODS)
def test_a_method_finds_the_lowest_point(name: str) -> None:
    rates = {"sgd": 0.1, "nag": 0.02, "adam": 0.1, "adamax": 0.1, "adagrad": 0.5, "rmsprop": 0.02}
    config: dict[str, Any] = {"learningRate": rates[name]} if name in rates else {}
    config |= {"asgd": {"eta0": 0.1}, "adadelta": {"eps": 1e-3}}.get(name, {})
    x, state = np.array([4.0, -3.0]), {}
    for _ in range(600):
        getattr(optim, name)(bowl, x, config, state)
    np.testing.assert_allclose(x, [1, 2], atol=0.02)


def test_plain_descent_is_the_notebooks_step_to_the_bit() -> None:
    x, gradient = np.linspace(-1, 1, 7), np.cos(np.arange(7.0))
    expected = x + -0.01 * gradient
    optim.Sgd(learningRate=0.01).step(x, gradient)
    assert np.array_equal(x, expected)


def test_factors_and_weight_decays_for_each_parameter() -> None:
    x, gradient = np.ones(2), np.array([1.0, 2.0])
    optim.sgd(
        lambda _: (0.0, gradient), x, {"learningRate": 1, "learningRates": [1, 0.5], "weightDecays": [0, 0.5]}
    )
    np.testing.assert_allclose(x, [0, 1 - 0.5 * 2.5])


def test_single_precision_stays_single() -> None:
    for method in optim.METHODS.values():
        x = np.array([4.0, -3.0], np.float32)
        method().minimise(lambda at: (bowl(at)[0], bowl(at)[1].astype(np.float32)), x)
        assert x.dtype == np.float32


def test_a_line_search_of_ones_own() -> None:
    def half(opfunc: Any, x: Any, t: float, d: Any, f: float, g: Any, gtd: float, options: Any) -> Any:
        start, tries = x.copy(), 0
        while True:
            np.copyto(x, start + t * d)
            loss, gradient = opfunc(x)
            tries += 1
            if loss < f + 1e-4 * t * gtd or tries == options:
                return loss, gradient, x, t, tries
            t /= 2

    x = np.array([4.0, -3.0])
    _, losses, evaluations = optim.lbfgs(bowl, x, {"lineSearch": half, "lineSearchOptions": 20})
    np.testing.assert_allclose(x, [1, 2], atol=1e-4)
    assert evaluations >= len(losses) and losses[-1] < 1e-6


@pytest.mark.parametrize(
    ("name", "settings", "words"),
    [
        ("sgd", {"learningRate": -1}, "Sgd: learningRate does not fit; got -1; needs a number, at least 0"),
        ("sgd", {"nesterov": True}, "a momentum above 0 and dampening = 0"),
        ("sgd", {"momentun": 0.9}, "there is no argument momentun"),
        ("nag", {"momentum": 0}, "momentum does not fit"),
        ("adam", {"beta1": 2}, "Adam: beta1 does not fit"),
        ("rprop", {"stepsizemin": 60}, "the smallest step is above the largest"),
        ("sgd", {"learningRates": [[1]]}, "one number for each parameter"),
    ],
)
def test_settings_that_do_not_fit_are_refused(name: str, settings: dict[str, Any], words: str) -> None:
    with pytest.raises(nn.NNError) as caught:
        getattr(optim, name)(bowl, np.zeros(2), settings)
    assert words in str(caught.value)


def test_sizes_that_do_not_fit_are_refused() -> None:
    method = optim.Adam()
    with pytest.raises(nn.NNError, match="got 3 for 2 parameters"):
        method.step(np.zeros(2), np.zeros(3))
    method.step(np.zeros(2), np.zeros(2))
    with pytest.raises(nn.NNError, match="the state belongs to other parameters"):
        method.step(np.zeros(3), np.zeros(3))
    with pytest.raises(nn.NNError, match="minimise"):
        optim.Cg().step(np.zeros(2), np.zeros(2))


@pytest.mark.parametrize("name", ["sgd", "rprop", "cg", "lbfgs"])
def test_a_function_that_gives_no_pair_is_refused(name: str) -> None:
    for wrong in (1.0, (1.0,), (1.0, 2.0), None):
        with pytest.raises(nn.NNError, match="needs a pair: the loss and its gradient"):
            getattr(optim, name)(lambda x, wrong=wrong: wrong, np.zeros(2))
    with pytest.raises(nn.NNError, match="not one flat vector"):
        getattr(optim, name)(bowl, np.zeros((2, 2)))
