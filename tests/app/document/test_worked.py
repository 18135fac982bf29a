"""How an element comes about: by its class's own words, or in general."""

from __future__ import annotations

import numpy as np

from app.document.model import Node
from app.document.worked import worked

VALUES = {"input": np.array([[1.0, 2.0]]), "output": np.array([[3.0, 4.0]])}


def test_the_classs_words_end_with_the_element() -> None:
    lines = worked(Node(1, "Tanh"), {"input": np.zeros(2), "output": np.zeros(2)}, "output", (1,))
    assert lines[0].startswith("y_{2}")
    assert lines[-1] == "= 0"


def test_in_general_the_input_at_the_same_place_is_told() -> None:
    assert worked(Node(1, "ELU"), VALUES, "output", (0, 1)) == ["y_{1, 2} = 4", r"\text{from } x_{1, 2} = 2"]


def test_a_class_made_from_another_is_not_told_in_its_words() -> None:
    """SoftMin is SoftMax of the negative."""
    assert worked(Node(1, "SoftMin"), VALUES, "output", (0, 0))[0] == "y_{1, 1} = 3"


def test_what_does_not_fit_is_not_told() -> None:
    assert worked(Node(1, "Tanh"), VALUES, "output", (0,)) == []
    assert worked(Node(1, "Tanh"), {}, "output", (0,)) == []
    linear = Node(1, "Linear", (("inputSize", 3), ("outputSize", 2)))
    odd = VALUES | {"weight": np.zeros((1, 1))}
    assert worked(linear, odd, "output", (0, 1)) == ["y_{1, 2} = 4", r"\text{from } x_{1, 2} = 2"]
