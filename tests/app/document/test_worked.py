"""How an element comes about: by its class's own words, or in general."""

from __future__ import annotations

import numpy as np
import pytest

from app.document.model import Node
from app.document.moved import MOVERS
from app.document.worked import worked
from nncore import catalog

VALUES = {"input": np.array([[1.0, 2.0]]), "output": np.array([[3.0, 4.0]])}


def test_the_classs_words_end_with_the_element() -> None:
    lines = worked(Node(1, "Tanh"), {"input": np.zeros(2), "output": np.zeros(2)}, "output", (1,))
    assert lines[0].startswith("y_{2}")
    assert lines[-1] == "= 0"


def test_in_general_the_input_at_the_same_place_is_told() -> None:
    told = worked(Node(1, "RReLU"), VALUES, "output", (0, 1))
    assert told == ["y_{1, 2} = 4", r"\text{from } x_{1, 2} = 2"]


def test_a_class_made_from_another_is_not_told_in_its_words() -> None:
    """A WeightedMSECriterion is an MSECriterion, but its loss is another."""
    weighted = Node(1, "WeightedMSECriterion", (("weight", (2.0, 1.0)),))
    known = VALUES | {"target": np.zeros((1, 2)), "output": np.array([4.0])}
    assert worked(weighted, known, "output", (0,)) == ["y_{1} = 4"]
    plain = worked(Node(1, "MSECriterion"), known, "output", (0,))
    assert plain[0].startswith("L = ")


def test_what_does_not_fit_is_not_told() -> None:
    assert worked(Node(1, "Tanh"), VALUES, "output", (0,)) == []
    assert worked(Node(1, "Tanh"), {}, "output", (0,)) == []
    linear = Node(1, "Linear", (("inputSize", 3), ("outputSize", 2)))
    odd = VALUES | {"weight": np.zeros((1, 1))}
    assert worked(linear, odd, "output", (0, 1)) == ["y_{1, 2} = 4", r"\text{from } x_{1, 2} = 2"]


def test_where_a_moved_number_comes_from() -> None:
    x = np.arange(6.0).reshape(2, 3)
    turned = Node(1, "Transpose", (("permutations", ((1, 2),)),))
    assert worked(turned, {"input": x, "output": x.T}, "output", (2, 1)) == ["y_{3, 2} = x_{2, 3}", "= 5"]
    joined = Node(1, "JoinTable", (("dimension", 2),))
    both = {"input": [x, 10 + x], "output": np.concatenate([x, 10 + x], axis=1)}
    assert worked(joined, both, "output", (1, 4)) == ["y_{2, 5} = x^2_{2, 2}", "= 14"]
    padded = Node(1, "Padding", (("dim", 2), ("pad", 1), ("value", 7)))
    wide = {"input": x, "output": np.pad(x, ((0, 0), (0, 1)), constant_values=7)}
    assert worked(padded, wide, "output", (0, 3)) == ["y_{1, 4} = 7"]
    assert worked(padded, wide, "output", (1, 0)) == ["y_{2, 1} = x_{2, 1}", "= 3"]


@pytest.mark.parametrize("name", sorted(MOVERS))
def test_each_that_moves_numbers_is_there(name: str) -> None:
    assert name in catalog.files()


def test_the_kin_of_padded_windows_is_told() -> None:
    args = (("kW", 2), ("kH", 2), ("dW", 1), ("dH", 1), ("padW", 1), ("padH", 1))
    pooling = Node(1, "SpatialMaxPooling", args)
    x = np.arange(9.0).reshape(1, 3, 3)
    module = catalog.build("SpatialMaxPooling", dict(pooling.args))
    lines = worked(pooling, {"input": x, "output": module.forward(x)}, "output", (0, 0, 1))
    assert lines == [r"y_{1, 1, 2} = \max x_{1, 1..1, 1..2}", r"= \max(0, 1)", "= 1"]
