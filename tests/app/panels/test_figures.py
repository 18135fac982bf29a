"""Counts and sizes in words."""

from __future__ import annotations

import pytest

from app.document.check import check
from app.document.costs import Learnt
from app.document.examples import tutorial
from app.document.model import Document
from app.panels.figures import costs, counted, in_bytes


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (2350, "2.4 kB"),
        (31_400_000, "31 MB"),
        (999_600, "1.0 MB"),
        (5 * 10**12, "5.0 TB"),
    ],
)
def test_bytes(count: int, words: str) -> None:
    assert in_bytes(count) == words


def test_costs_and_counts() -> None:
    assert costs(tutorial(), check(tutorial()), 0) == ("90 for 5 examples", "984 bytes")
    assert costs(Document(), check(Document()), 0) == ("not known yet", "not known yet")
    assert counted(Learnt(1234, 12)) == "1,234, 12 of them frozen" and counted(None) == "not known yet"
