"""Work in place: the output takes the input's memory, as in Torch, and the numbers are the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nncore as nn

INPLACE: list[tuple[str, tuple[Any, ...]]] = [
    ("ReLU", ()),
    ("ReLU6", ()),
    ("Threshold", (0.1, -0.2)),
    ("HardTanh", (-0.5, 0.5)),
    ("LeakyReLU", (0.2,)),
    ("ELU", (0.7,)),
    ("MulConstant", (3,)),
    ("AddConstant", (3,)),
]


@pytest.mark.parametrize(("name", "args"), INPLACE)
def test_in_place_gives_the_same_in_the_inputs_own_memory(name: str, args: tuple[Any, ...]) -> None:
    nn.manualSeed(1)
    x, gradient = nn.randn(4, 5), nn.randn(4, 5)
    apart, within = getattr(nn, name)(*args), getattr(nn, name)(*args, True)
    overwritten, passed = x.copy(), gradient.copy()
    output = within.forward(overwritten)
    assert output is overwritten
    np.testing.assert_array_equal(output, apart.forward(x))
    back = within.backward(overwritten, passed)
    assert back is passed
    np.testing.assert_array_equal(back, apart.backward(x, gradient))


@pytest.mark.parametrize(("name", "args"), [("MulConstant", (3,)), ("AddConstant", (3,))])
def test_a_constant_in_place_gives_the_input_back(name: str, args: tuple[Any, ...]) -> None:
    x = np.array([1.0, -2.0, 4.0])
    module = getattr(nn, name)(*args, True)
    module.forward(x)
    module.backward(x, np.ones(3))
    np.testing.assert_array_equal(x, [1, -2, 4])


def test_a_negative_leak_would_lose_the_sign_so_it_is_never_in_place() -> None:
    x = np.array([-1.0, 2.0])
    output = nn.LeakyReLU(-0.5, True).forward(x)
    np.testing.assert_array_equal(x, [-1, 2])
    np.testing.assert_array_equal(output, [0.5, 2])


def test_leaky_relu_takes_the_place_alone() -> None:
    assert nn.LeakyReLU(True).inplace is True


def test_in_place_can_be_switched_off_again() -> None:
    x = np.array([-1.0, 2.0])
    module = nn.ReLU(True)
    module.forward(x)
    module.inplace = False
    x[0] = -1
    assert module.forward(x) is not x
    assert x[0] == -1


def test_add_tables_in_place_hand_the_gradient_on() -> None:
    first, second = np.ones(3), np.full(3, 2.0)
    module, gradient = nn.CAddTable(True), np.arange(3.0)
    assert module.forward([first, second]) is first
    np.testing.assert_array_equal(first, [3, 3, 3])
    assert all(entry is gradient for entry in module.backward([first, second], gradient))


@pytest.mark.parametrize(
    ("make", "needs"),
    [
        (lambda: nn.Threshold(0, 1, True), "a smaller val"),
        (lambda: nn.HardTanh(2, 1), "the smaller bound first"),
        (lambda: nn.RReLU(0.5, 0.2), "the smaller factor first"),
        (lambda: nn.Dropout(1), "less than 1"),
        (lambda: nn.Dropout().setp(1), "less than 1"),
    ],
)
def test_arguments_that_do_not_go_together_are_refused(make: Any, needs: str) -> None:
    with pytest.raises(nn.NNError, match=needs):
        make()
