"""Formulas as rich text: signs, indices, fractions on one line; whatever comes, no LaTeX is left over."""

from __future__ import annotations

import re

import pytest

from app.document.search import spec_of
from app.look.formula import to_html
from nncore import catalog


def plain(latex: str) -> str:
    return re.sub("<.*?>", "", to_html(latex))


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"y = \frac{1}{1 + e^{-x}}", "y = 1 / (1 + e−x)"),
        (r"L = \frac{1}{n} \sum_i x_i", "L = (1 / n) ∑i xi"),
        (r"y = \max(0, x)", "y = max(0, x)"),
        (r"y = \sqrt{x}", "y = √x"),
        (r"\mathrm{view}(x) \{a\}", "view(x) {a}"),
        (r"\frac{", " / "),
        (r"\begin{cases} x & x > 0 \\ a x & \mathrm{else} \end{cases}", "x if x &gt; 0; a x otherwise"),
        (r"\begin{cases} x", "x"),
    ],
)
def test_it_reads_as_one_writes_by_hand(latex: str, shown: str) -> None:
    assert plain(latex) == shown


def test_indices_are_lowered_and_powers_raised() -> None:
    assert to_html(r"x_{i}^2") == "<i>x</i><sub><i>i</i></sub><sup>2</sup>"


def test_no_description_leaves_latex_on_the_screen() -> None:
    shown = {name: plain(spec.formula) for name in catalog.files() if (spec := spec_of(name))}
    assert not {name: text for name, text in shown.items() if re.search(r"\\|begin|[{}]\w*[{]", text)}
