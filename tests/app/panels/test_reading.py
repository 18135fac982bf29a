"""What is typed is read by the kind of argument; what does not fit is refused with the range."""

from __future__ import annotations

from typing import Any

import pytest

from app.panels.reading import placeholder, read, refusal, step, written
from nncore.errors import NNError
from nncore.spec import Arg, Choice, Int, Number, Size, Sizes, Values

COUNT = Int("count", "how many", low=1)
RATE = Number("rate", "how fast", low=0)


@pytest.mark.parametrize(
    ("arg", "text", "value"),
    [
        (COUNT, " 7 ", 7),
        (COUNT, "7.0", 7),
        (COUNT, "", None),
        (RATE, "1e-3", 0.001),
        (RATE, ".5", 0.5),
        (Int("dim", "which"), "−1", -1),
        (Sizes("sizes", ""), "2, 3", (2, 3)),
        (Sizes("sizes", ""), "2×3", (2, 3)),
        (Sizes("sizes", ""), "2 3", (2, 3)),
        (Sizes("sizes", ""), "4", (4,)),
        (Size("size", ""), "(2, 3)", (2, 3)),
        (Size("size", ""), "4", 4),
        (Values("weights", "", default=None), "1, 0.5, 2", (1.0, 0.5, 2.0)),
        (Values("weights", "", default=None), "nothing", None),
        (Choice("mode", "", default="a", options=("a", "b")), "b", "b"),
        (Int("batch", "", default="all", low=0), "all", None),
    ],
)
def test_text_becomes_a_value(arg: Arg, text: str, value: Any) -> None:
    assert read(arg, text) == value


@pytest.mark.parametrize(
    ("arg", "text"),
    [
        (COUNT, "0"),
        (COUNT, "1.5"),
        (COUNT, "three"),
        (COUNT, "__import__('os')"),
        (RATE, "-1"),
        (RATE, "nan"),
        (RATE, "1e999"),
        (Sizes("sizes", ""), "2, zero"),
        (Values("weights", "", default=None), "heavy"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_range(arg: Arg, text: str) -> None:
    with pytest.raises(NNError) as refused:
        read(arg, text)
    assert refusal(arg, refused.value) == f"“{text}” does not fit: {arg.name} must be {arg.wants}."


@pytest.mark.parametrize("value", [3, 0.01, (2, 3), ((1, 2), (3, 4)), 1e-300])
def test_what_is_shown_reads_as_the_same_value(value: Any) -> None:
    assert read(Arg("any", ""), written(value)) == value


@pytest.mark.parametrize(
    ("arg", "text", "steps", "after"),
    [
        (COUNT, "4", 1, "5"),
        (COUNT, "1", -1, "1"),
        (COUNT, "", 1, "2"),
        (Int("top", "", high=5), "5", 1, "5"),
        (RATE, "0.01", 1, "0.011"),
        (RATE, "0.01", -1, "0.0099"),
        (RATE, "0", -1, "0"),
        (RATE, "0.5", 2, "0.52"),
        (RATE, "nonsense", 1, "0.01"),
    ],
)
def test_steps_go_by_what_one_would_change(arg: Arg, text: str, steps: int, after: str) -> None:
    assert step(arg, text, steps) == after


def test_an_empty_field_says_what_is_then_taken() -> None:
    assert placeholder(COUNT) == "needed"
    assert placeholder(Int("n", "", default=None, optional=True)) == "nothing"
    assert placeholder(Int("n", "", default=3)) == "3"
