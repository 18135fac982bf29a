r"""A module's own formula with an element's numbers put into it, for functions of each element by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nncore.worked import Place, Values, array, index, number, plain

LETTERS = {
    "constant_scalar": "c",
    "pow": "p",
    "negval": "a",
    "min_value": "a",
    "max_value": "b",
    "lam": r"\lambda",
    "beta": r"\beta",
    "threshold": r"\theta",
    "val": "v",
    "alpha": r"\alpha",
}
"""What arguments are called in formulas."""
TOKENS = re.compile(r"\\(?:text|mathrm|begin|end)\{[^}]*\}|\\[A-Za-z]+|[A-Za-z]")
"""Words of LaTeX, and single letters."""
KNOWN = frozenset({"e"})
OPEN = ("(", "|", ",", "{", "&", "cases}")
"""Behind these a negative number needs no parentheses."""


def pointwise(kind: Any, a: Any, values: Values, name: str, at: Place) -> list[str]:
    """The lines of an element of such a module's output or gradInput; [] where the formula has more in it."""
    x, y = array(values, "input"), array(values, "output")
    if name not in ("output", "gradInput") or x is None or y is None or x.shape != y.shape:
        return []
    if name == "gradInput":
        return _back(values, at)
    rule = kind.spec.formula.removeprefix("y = ")
    letters = {LETTERS[key]: number(value) for key, value in vars(a).items() if key in LETTERS}
    weight = array(values, "weight")
    if weight is not None and weight.size == 1:  # PReLU's factor
        letters["w"] = number(weight.flat[0])
    numbers = put(rule, letters | {"x": number(x[at])})
    if numbers is None or kind.spec.formula == rule:
        return []
    shown = put(rule, {letter: letter for letter in letters} | {"x": f"x{index(*at)}"})
    return [f"y{index(*at)} = {shown}", f"= {numbers}"]


def put(formula: str, letters: Mapping[str, str]) -> str | None:
    """The formula with these letters replaced; None where it has letters of which nothing is known."""
    unknown: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        token = found.group()
        if token in letters:
            before, after = formula[: found.start()].rstrip(), formula[found.end() :].lstrip()
            if before.endswith("^"):
                return f"{{{letters[token]}}}"
            return (
                _bare(letters[token])
                if (not before or before.endswith(OPEN)) and after[:1] != "^"
                else letters[token]
            )
        if len(token) == 1 and token not in KNOWN:
            unknown.append(token)
        return token

    text = TOKENS.sub(replaced, formula)
    return None if unknown else text


def _bare(text: str) -> str:
    """A number without the parentheses around it."""
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def _back(values: Values, at: Place) -> list[str]:
    """By the chain rule: what came back, times the slope where the element is."""
    g, back = array(values, "gradOutput"), array(values, "gradInput")
    if g is None or back is None or g.shape != back.shape or not g[at]:
        return []
    i = index(*at)
    rule = rf"gradInput{i} = gradOutput{i} \cdot \frac{{dy}}{{dx}}"
    return [rule, rf"= {plain(g[at])} \cdot {number(back[at] / g[at])}"]
