"""The examples in nncore's own pages give what they say."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

import nncore
from nncore import printing


@pytest.mark.parametrize("module", [nncore, printing], ids=lambda module: module.__name__)
def test_the_examples_of_a_page_hold(module: ModuleType) -> None:
    result = doctest.testmod(module, extraglobs={"np": __import__("numpy")}, optionflags=doctest.ELLIPSIS)
    assert result.attempted and not result.failed
