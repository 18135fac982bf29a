r"""One element of a module's values worked out in numbers, for people to follow: sums as LaTeX.

`Described.worked` gives such lines: the general rule with the element's own indices, then the same with the
numbers put in: `y_2 = \sum_j W_{2 j} x_j + b_2`, `= 0.5 \cdot 1 + ... = 0.7`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

Values = Mapping[str, Any]
"""Arrays by Torch's names: input, output, gradOutput, gradInput, weight, gradWeight, ..."""
Place = tuple[int, ...]
"""An element of an array, its indices counted from 0."""

MOST = 6
"""So many terms of a sum are written out."""


def index(*places: Any) -> str:
    """Indices under a letter, numbers among them counted from 1, as Torch does: `_{2, j}`."""
    shown = [str(place + 1) if isinstance(place, int) else str(place) for place in places]
    return "_{" + ", ".join(shown) + "}" if shown else ""


def number(value: Any) -> str:
    """A number in few digits; a negative one, and one that is a product, in parentheses."""
    text = plain(value)
    return f"({text})" if text.startswith("-") or "cdot" in text else text


def plain(value: Any) -> str:
    """A number in few digits; very small and large ones as a multiple of a power of ten."""
    digits, power, exponent = f"{float(value):.4g}".partition("e")
    if not power:
        return digits
    times = "" if digits == "1" else "-" if digits == "-1" else rf"{digits} \cdot "
    return f"{times}10^{{{int(exponent)}}}"


def products(ones: np.ndarray, others: np.ndarray) -> str:
    """The sum of products of two vectors, its first terms written out."""
    return terms(f"{number(a)} \\cdot {number(b)}" for a, b in zip(ones.flat, others.flat, strict=True))


def total(values: np.ndarray) -> str:
    """The sum of the numbers, the first written out."""
    return terms(number(value) for value in values.flat)


def terms(each: Iterable[str]) -> str:
    """The terms with plus signs between; of many, the first and how many more there are."""
    listed = list(each)
    if len(listed) > MOST:
        listed = [*listed[: MOST - 1], rf"\ldots \text{{ ({len(listed) - MOST + 1} more)}}"]
    return " + ".join(listed) or "0"


def array(values: Values, name: str) -> np.ndarray | None:
    """A value that is one array; None when it is not known, or a table."""
    value = values.get(name)
    return value if isinstance(value, np.ndarray) else None


def arrays(values: Values, *names: str) -> list[np.ndarray] | None:
    """Several of them; None when one is missing."""
    found = [array(values, name) for name in names]
    return None if any(entry is None for entry in found) else [entry for entry in found if entry is not None]


def elementwise(
    values: Values, name: str, at: Place, forward: tuple[str, str], backward: tuple[str, str]
) -> list[str]:
    """The lines of a function of each element, from its rules for the output and for gradInput.

    Each rule comes with letters, `{i}` standing for the indices, and with numbers: `{x}`, `{y}`, `{g}`.
    """
    rules = {"output": ("y", forward, "input"), "gradInput": ("gradInput", backward, "gradOutput")}
    if name not in rules:
        return []
    letter, (rule, filled), needed = rules[name]
    if arrays(values, "input", "output", needed) is None:
        return []
    i = index(*at)
    numbers = {
        short: number(values[long][at])
        for short, long in (("x", "input"), ("y", "output"), ("g", "gradOutput"))
        if array(values, long) is not None
    }
    return [f"{letter}{i} = {rule.format(i=i)}", f"= {filled.format(**numbers)}"]


def entries(sign: str, values: Values, name: str, at: Place) -> list[str]:
    """The lines of an element that comes from those at its place in each tensor of a table.

    `sign` stands between them (`cdot`, `-`, `/`), or is the function of all (`max`, `min`).
    """
    table = values.get("input")
    if name != "output" or not isinstance(table, list):
        return []
    if not all(isinstance(entry, np.ndarray) and entry.ndim == len(at) for entry in table):
        return []
    letters = [f"x^{place}{index(*at)}" for place in range(1, len(table) + 1)]
    each = [number(entry[at]) for entry in table]
    if sign in ("max", "min"):
        return [rf"y{index(*at)} = \{sign}({', '.join(letters)})", rf"= \{sign}({', '.join(each)})"]
    between = r" \cdot " if sign == "cdot" else f" {sign} "
    return [f"y{index(*at)} = {between.join(letters)}", f"= {between.join(each)}"]
