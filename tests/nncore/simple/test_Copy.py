"""Copy and PrintSize: types that change on the way, sizes that are told."""

import numpy as np
import pytest

import nncore as nn


def test_copy_changes_the_type_there_and_back() -> None:
    module = nn.Copy("torch.FloatTensor", "torch.DoubleTensor")
    x = np.array([1.5, 2.5], np.float32)
    assert module.forward(x).dtype == np.float64
    assert module.backward(x, np.ones(2)).dtype == np.float32


def test_copy_hands_on_what_has_the_type_unless_forced() -> None:
    x = np.ones(3)
    assert nn.Copy().forward(x) is x
    assert nn.Copy(forceCopy=True).forward(x) is not x


def test_float_changes_its_types_unless_it_must_not() -> None:
    x = np.ones(3, np.float32)
    assert nn.Copy("torch.FloatTensor", "torch.DoubleTensor").float().forward(x).dtype == np.float32
    kept = nn.Copy("torch.FloatTensor", "torch.DoubleTensor", False, True).float()
    assert kept.forward(x).dtype == np.float64


def test_print_size_prints_both_ways(capsys: pytest.CaptureFixture[str]) -> None:
    module, x = nn.PrintSize("here"), np.ones((2, 3))
    module.forward(x)
    module.backward(x, x)
    assert capsys.readouterr().out == "here:input 2×3\nhere:gradOutput 2×3\n"
