"""A backward pass that is refused leaves nothing behind: no module has added to its gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from misuse_basics import chain

import nncore as nn


def linear() -> Any:
    return nn.Linear(3, 3)


def filled(container: Any, *modules: Any) -> Any:
    for module in modules:
        container.add(module)
    return container


def diamond() -> Any:
    source = nn.Identity()()
    return nn.gModule([source], [nn.CAddTable()([linear()(source), linear()(linear()(source))])])


X, WIDE = np.ones((2, 3)), np.ones((2, 4))
TENSOR: list[Callable[[], Any]] = [
    lambda: chain(linear(), nn.Tanh(), linear()),
    lambda: chain(chain(linear(), linear()), linear()),
    lambda: chain(filled(nn.Concat(2), linear(), linear()), nn.Linear(6, 3)),
    lambda: chain(filled(nn.ConcatTable(), linear(), linear()), nn.CAddTable(), linear()),
    lambda: chain(nn.Bottle(linear()), linear()),
    lambda: chain(nn.WeightNorm(linear()), linear()),
    diamond,
]


@pytest.mark.parametrize("make", TENSOR)
@pytest.mark.parametrize("wrong", [WIDE, None, X[0], [X], X.astype(str), X.astype(complex), np.ma.array(X)])
@pytest.mark.parametrize("call", ["backward", "accGradParameters"])
def test_another_input_than_forward_s_leaves_no_gradients(make: Any, wrong: Any, call: str) -> None:
    net = make()
    output = net.forward(X)
    net.zeroGradParameters()
    with pytest.raises(nn.NNError) as caught:
        getattr(net, call)(wrong, output)
    assert caught.value.path.startswith(type(net).__name__)
    assert not any(gradient.any() for gradient in net.parameters()[1])
    assert net.backward(X, output).shape == X.shape


TABLES: list[tuple[Callable[[], Any], Any]] = [
    (lambda: filled(nn.ConcatTable(), linear(), linear()), X),
    (lambda: filled(nn.ParallelTable(), linear(), linear()), [X, X]),
    (lambda: nn.MapTable(linear()), [X, X]),
    (lambda: chain(linear(), filled(nn.ConcatTable(), linear(), chain(linear(), linear()))), X),
]


@pytest.mark.parametrize(("make", "input"), TABLES)
@pytest.mark.parametrize("wrong", [WIDE, None, [X], X.astype(str)])
def test_a_wrong_gradient_for_the_last_branch_leaves_none_in_the_others(
    make: Any, input: Any, wrong: Any
) -> None:
    net = make()
    output = net.forward(input)
    net.zeroGradParameters()
    for call in (net.backward, net.accGradParameters):
        with pytest.raises(nn.NNError, match="gradOutput"):
            call(input, [output[0], wrong])
    assert not any(gradient.any() for gradient in net.parameters()[1])
    net.backward(input, output)
    assert all(gradient.any() for gradient in net.parameters()[1])


def test_a_graph_refuses_a_gradient_of_another_form() -> None:
    source = nn.Identity()()
    graph: Any = nn.gModule([source], [linear()(source), linear()(source)])
    output = graph.forward(X)
    graph.zeroGradParameters()
    for wrong in (None, X, output[:1], [output[0], WIDE]):
        with pytest.raises(nn.NNError, match="gradOutput"):
            graph.backward(X, wrong)
    assert not any(gradient.any() for gradient in graph.parameters()[1])
