"""Graphs written down as in nngraph."""

from __future__ import annotations

import numpy as np
import pytest

import nncore as nn

X = np.random.default_rng(0).normal(size=(5, 3))


def test_a_residual_network_computes_what_its_modules_do() -> None:
    x = nn.Identity()()
    linear = nn.Linear(3, 3)
    h = linear(x)
    net = nn.gModule([x], [nn.CAddTable()([nn.Tanh()(h), h])])
    h = linear.forward(X).copy()
    assert np.allclose(net.forward(X), np.tanh(h) + h)
    assert len(net.modules) == 3


def test_several_inputs_and_outputs_are_tables() -> None:
    a, b = nn.Identity()(), nn.Identity()()
    net = nn.gModule([a, b], [nn.CSubTable()([a, b]), nn.Tanh()(b)])
    first, second = net.forward([X, 2 * X])
    assert np.allclose(first, -X)
    assert np.allclose(second, np.tanh(2 * X))


def test_a_table_is_split_into_its_entries() -> None:
    x = nn.Identity()()
    one, two = nn.ConcatTable().add(nn.Tanh()).add(nn.Identity())(x).split(2)
    net = nn.gModule([x], [nn.CSubTable()([two, one])])
    assert np.allclose(net.forward(X), X - np.tanh(X))


def test_an_input_that_is_a_module_is_applied_to_the_input() -> None:
    x = nn.Tanh()()
    net = nn.gModule([x], [nn.MulConstant(2)(x)])
    assert np.allclose(net.forward(X), 2 * np.tanh(X))


def test_a_module_called_with_numbers_still_computes() -> None:
    assert np.allclose(nn.Tanh()(X), np.tanh(X))


def test_what_cannot_run_is_refused() -> None:
    x, loose, tanh = nn.Identity()(), nn.Tanh()(), nn.Tanh()
    with pytest.raises(nn.NNError, match="none of the inputs"):
        nn.gModule([x], [loose])
    with pytest.raises(nn.NNError, match="twice"):
        nn.gModule([x], [tanh(tanh(x))])
    with pytest.raises(nn.NNError, match="input 2"):
        nn.CAddTable()([x, X])


def test_several_inputs_must_be_one_table() -> None:
    x = nn.Identity()()
    for inputs in ((x, x), (np.ones(3), np.ones(3))):
        with pytest.raises(nn.NNError, match="CAddTable: it was called with several inputs.* module"):
            nn.CAddTable()(*inputs)
