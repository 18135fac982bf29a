"""Parameters are counted as the built module has them, without drawing anything."""

from __future__ import annotations

from typing import Any

import pytest

from app.document.model import Node
from app.document.parameters import own_parameters, parameter_count
from nncore import catalog, generator, manualSeed


def linear(id: int, n: int, m: int, **more: Any) -> Node:
    return Node(id, "Linear", (("inputSize", n), ("outputSize", m), *more.items()))


def test_their_names_and_sizes_are_told() -> None:
    assert own_parameters(linear(1, 4, 3)) == (("weight", (3, 4)), ("bias", (3,)))
    assert own_parameters(linear(1, 4, 3, bias=False)) == (("weight", (3, 4)),)


def test_a_container_has_those_of_its_children() -> None:
    inside = Node(3, "Sequential", children=(linear(4, 3, 1), Node(5, "Tanh")))
    assert parameter_count(Node(2, "Sequential", children=(linear(1, 4, 3), inside))) == 15 + 4


@pytest.mark.parametrize("args", [(("inputSize", 4),), (("inputSize", 10**6), ("outputSize", 10**6))])
def test_what_cannot_be_built_is_not_counted(args: tuple[tuple[str, Any], ...]) -> None:
    node = Node(1, "Linear", args)
    assert own_parameters(node) is None
    assert parameter_count(Node(2, "Sequential", children=(node,))) is None


def test_they_are_those_of_the_built_module_and_nothing_is_drawn() -> None:
    made = catalog.build("LookupTable", {"nIndex": 7, "nOutput": 2})
    manualSeed(1)
    before = generator().state()
    sizes = own_parameters(Node(1, "LookupTable", (("nIndex", 7), ("nOutput", 2))))
    assert sizes == tuple((name, getattr(made, name).shape) for name in made.parameterNames)
    after = generator().state()
    assert {key: str(value) for key, value in before.items()} == {
        key: str(value) for key, value in after.items()
    }
