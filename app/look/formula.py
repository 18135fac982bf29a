r"""A formula in the little LaTeX that nncore's descriptions use, as Qt's rich text.

`\frac{1}{1 + e^{-x}}` becomes 1 / (1 + e<sup>−x</sup>): one line of text that any label or tooltip can show.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|[A-Za-z]|[0-9.]+|.")
_TABLE = """
sum ∑ prod ∏ odot ⊙ cdot · times × ldots … cdots ⋯ leftarrow ← rightarrow → to → le ≤ leq ≤ ge ≥ geq
≥ ne ≠ neq ≠ in ∈ pm ± infty ∞ partial ∂ nabla ∇ approx ≈ circ ∘ ast ∗ star ⋆ top ⊤ alpha α beta β
gamma γ delta δ epsilon ε varepsilon ε eta η theta θ lambda λ mu μ nu ν pi π rho ρ sigma σ tau τ phi
φ varphi φ omega ω Delta Δ Sigma Σ Phi Φ Omega Ω lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ langle ⟨ rangle ⟩
mid | prime ′ ell ℓ forall ∀ wedge ∧ lVert ‖ rVert ‖ Vert ‖ lvert | rvert | colon : sim ~ mapsto ↦ notin ∉
"""
_SIGNS = dict(zip(_TABLE.split()[::2], _TABLE.split()[1::2], strict=True))
_SPACES = {"quad": "   ", "qquad": "      ", ";": " ", ",": " ", ":": " ", " ": " ", "!": "", "\\": "\n"}
_UPRIGHT = ("mathrm", "text", "operatorname", "mathbf", "textrm", "mathit", "mathcal", "mathrel")
_SKIPPED = ("left", "right", "displaystyle", "textstyle", "limits", "big", "Big", "bigl", "bigr")
_APART = ("", "+", "=", ",", "(", ")", "{", "}", "[", "]", "|", ".", "\\quad", "\\leftarrow")
"""A fraction between two of these needs no parentheses."""
_PLAIN = {"-": "−", "*": "∗", "'": "′"}


@lru_cache(maxsize=1024)
def to_html(latex: str) -> str:
    """The formula as rich text: letters slanted, indices lowered, fractions on one line. Never raises."""
    return _Reader(latex).run()


class _Reader:
    """Reads the formula once, from left to right."""

    def __init__(self, latex: str) -> None:
        self._tokens = _TOKEN.findall(latex)
        self._place = 0

    def run(self, end: str = "") -> str:
        """All up to `end`, which is read too."""
        parts: list[str] = []
        while self._place < len(self._tokens):
            token = self._next()
            if token == end:
                break
            parts.append(self._item(token))
        return "".join(parts)

    def _next(self) -> str:
        token: str = self._tokens[self._place]
        self._place += 1
        return token

    def _near(self, place: int, step: int) -> str:
        """The next sign from `place` on, forwards or backwards, that is no space; "" at an end."""
        while 0 <= place < len(self._tokens) and self._tokens[place].isspace():
            place += step
        return self._tokens[place] if 0 <= place < len(self._tokens) else ""

    def _group(self) -> str:
        """What stands in the next braces, or the one sign that stands without."""
        while self._place < len(self._tokens) and self._tokens[self._place].isspace():
            self._place += 1
        if self._place == len(self._tokens):
            return ""
        token = self._next()
        return self.run("}") if token == "{" else self._item(token)

    def _item(self, token: str) -> str:
        if token == "{":
            return self.run("}")
        if token in "_^":
            tag = "sub" if token == "_" else "sup"
            return f"<{tag}>{self._group()}</{tag}>"
        if token.startswith("\\"):
            return self._command(token[1:])
        if token.isspace():
            return " "
        return f"<i>{token}</i>" if token.isalpha() else html.escape(_PLAIN.get(token, token))

    def _cases(self) -> str:
        """Rows of values and their conditions, on one line: `x if x > 0; a x otherwise`."""
        self._group()
        rows = self.run(r"\end").split("\n")
        self._group()
        cells = [[cell.strip() for cell in row.split("&amp;")] for row in rows if row.strip()]
        cells = [
            [value, *("otherwise" if c == "else" else f"if {c}" for c in rest)] for value, *rest in cells
        ]
        return "; ".join(" ".join(row) for row in cells)

    def _command(self, name: str) -> str:
        if name == "frac":
            before = self._near(self._place - 2, -1)
            shown = f"{_held(self._group())} / {_held(self._group())}"
            return f"({shown})" if before not in _APART or self._near(self._place, 1) not in _APART else shown
        if name == "begin":
            return self._cases()
        if name == "bar":
            return self._group() + "\u0304"
        if name == "sqrt":
            return "√" + _held(self._group())
        if name in _UPRIGHT:
            return re.sub("</?i>", "", self._group())
        if name in _SKIPPED:
            return ""
        if name in _SPACES:
            return _SPACES[name]
        return _SIGNS.get(name, html.escape(name))  # \max, \log and their like are written as they are called


def _held(part: str) -> str:
    """`part` in parentheses where it is more than one thing."""
    shown = re.sub(r"<su[bp]>.*?</su[bp]>|<.*?>", "", part).strip()
    return f"({part})" if len(shown) > 1 and not shown.isalnum() else part
