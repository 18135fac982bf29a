"""Tensors printed to Torch's letter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from recorded import load, value

from nncore import printing

TYPES = {"double": "f8", "float": "f4", "long": "i8", "int": "i4", "byte": "u1"}


@pytest.mark.parametrize("case", load("tensor_print"), ids=lambda case: str(case["tensor"]["shape"]))
def test_a_tensor_prints_as_torch_prints_it(case: dict[str, Any]) -> None:
    array = value(case["tensor"]).astype(TYPES[case["tensor"]["t"]])
    assert printing.tensor(array) == case["print"]


def test_a_wide_matrix_of_small_numbers_has_its_factor_over_each_group_of_columns() -> None:
    text = printing.tensor(np.full((2, 12), 2.5e-7))
    assert text.startswith("Columns 1 to 10\n1e-07 *\n  2.5000  2.5000")
    assert "\n\nColumns 11 to 12\n1e-07 *\n  2.5000  2.5000\n  2.5000  2.5000\n[" in text


def test_an_infinite_number_takes_the_exponent_form() -> None:
    text = printing.tensor(np.array([np.inf, 1.5]))
    assert text == "         inf\n  1.5000e+00\n[torch.DoubleTensor of size 2]\n"


def test_a_tensor_has_one_format_for_all_its_matrices() -> None:
    text = printing.tensor(np.array([[[1.0, 2.0]], [[100.5, 3.0]]]))
    assert text == (
        "(1,.,.) = \n    1.0000    2.0000\n\n(2,.,.) = \n  100.5000    3.0000\n"
        "[torch.DoubleTensor of size 2x1x2]\n"
    )
