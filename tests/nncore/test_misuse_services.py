"""Wrong calls of what is around modules: containers' services, random numbers, optimisers, printing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from misuse_basics import chain

import nncore as nn
from nncore import printing

X, G = np.ones(3), np.ones(3)


def net() -> Any:
    return chain(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))


def minimise(name: str, opfunc: Any, x: Any = X, config: Any = None) -> Any:
    return getattr(nn.optim, name)(opfunc, x if x is not X else x.copy(), {} if config is None else config)


def fits(x: np.ndarray) -> Any:
    return 1.0, G


CASES: list[tuple[Callable[[], Any], str]] = [
    *[(lambda i=i: net().get(i), "there is no such child") for i in ("x", None, 1.5, True, [1], 0, 9, -9)],
    *[(lambda i=i: net().remove(i), "there is no such child") for i in ("x", 1.5, [1], 9)],
    *[(lambda i=i: net().insert(nn.Tanh(), i), "there is no such place") for i in ("x", 1.5, [1], 0, 9)],
    (lambda: net().share(None, "weight"), "share attributes by their names"),
    (lambda: net().share(net(), 5), "share attributes by their names"),
    (lambda: net().clone(5), "share attributes by their names"),
    *[
        (lambda r=r: net().updateParameters(r), "the learning rate is no number")
        for r in ("x", None, np.ones(3), [1])
    ],
    (lambda: nn.Linear(2, 3).updateParameters("x"), "the learning rate is no number"),
    *[(lambda s=s: nn.randn(s), "the sizes do not fit") for s in ("x", -1, 1.5, None)],
    (lambda: nn.rand(2, "x"), "the sizes do not fit"),
    (lambda: nn.gModule([1], [2]), "a graph is made of"),
    (lambda: nn.gModule([], []), "a graph is made of"),
    (lambda: nn.StochasticGradient(net(), nn.MSECriterion()).train(None), "there is no data set"),
    (lambda: nn.StochasticGradient(net(), nn.MSECriterion()).train([5]), "it is no pair"),
    (lambda: nn.StochasticGradient(net(), nn.MSECriterion()).train([(X,)]), "it is no pair"),
    (lambda: minimise("sgd", fits, X, [1]), "the settings are no table"),
    (lambda: minimise("sgd", fits, X, {"learningRates": np.ones(2)}), "one learning rate for each"),
    (lambda: minimise("sgd", fits, np.array([1, 2, 3])), "not one flat vector"),
    *[
        (lambda a=a: printing.tensor(a), "no such tensor")
        for a in (np.ones(2, complex), [1, 2], np.array("a"))
    ],
]
for method in ("sgd", "adam", "lbfgs", "cg", "rprop", "nag", "asgd"):
    CASES += [
        (lambda m=method: minimise(m, None), "no function to minimise"),
        (lambda m=method: minimise(m, lambda x: ("a", G)), "gave something else"),
        (lambda m=method: minimise(m, lambda x: (1.0, G.astype(complex))), "gave something else"),
        (lambda m=method: minimise(m, lambda x: (1.0, np.ones(4))), "another size than the parameters"),
    ]


@pytest.mark.parametrize(("call", "words"), CASES)
def test_a_wrong_call_is_refused_in_words(call: Callable[[], Any], words: str) -> None:
    with pytest.raises(nn.NNError, match=words) as caught:
        call()
    assert caught.value.path
    assert caught.value.needs


def test_sizes_of_random_numbers_may_be_one_tuple() -> None:
    nn.manualSeed(3)
    one = nn.randn(2, 3)
    nn.manualSeed(3)
    np.testing.assert_array_equal(nn.randn((2, 3)), one)
