r"""The loss of a criterion that adds up over the elements, worked out in numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nncore.worked import Place, Values, array, index, plain, terms

Term = Callable[[float, float], str]
"""One element of input and target to what it adds to the loss, or to its slope, as LaTeX."""


def summed(
    a: Any, values: Values, name: str, at: Place, rules: tuple[str, str], loss: Term, slope: Term
) -> list[str]:
    """The lines of the loss or of an element of gradInput; `rules` are what is added up, and its derivative,
    with `{i}` for the indices. Nothing is said where there are weights.
    """
    x, t = array(values, "input"), array(values, "target")
    if x is None or t is None or t.size != x.size or getattr(a, "weights", None) is not None:
        return []
    t = t.reshape(x.shape)
    share = rf"\frac{{1}}{{{x.size}}} \cdot " if a.sizeAverage and x.size > 1 else ""
    if name == "output":
        pairs = zip(x.flat, t.flat, strict=True)
        return [
            rf"L = {share}\sum_i \left( {rules[0].format(i='_i')} \right)",
            f"= {share}({terms(loss(float(p), float(q)) for p, q in pairs)})",
        ]
    if name != "gradInput":
        return []
    i = index(*at)
    return [f"gradInput{i} = {share}{rules[1].format(i=i)}", f"= {share}{slope(float(x[at]), float(t[at]))}"]


def difference(x: float, t: float) -> str:
    """x − t with both numbers."""
    return f"{plain(x)} - {plain(t)}" if t >= 0 else f"{plain(x)} - ({plain(t)})"
