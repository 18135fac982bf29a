"""Sizes that may hold symbols: whole-number polynomials such as N, 20·N or N + 3.

Only what shape rules need: sums, products, exact division, comparison. A size without symbols is a plain int,
so the same rules serve the check on the canvas (`N × 4`) and a call with real arrays (`5 × 4`).
"""

from __future__ import annotations

from dataclasses import dataclass

Monomial = tuple[str, ...]  # ("N", "N") is N²; () is the constant


@dataclass(frozen=True, slots=True)
class Sym:
    """A size with symbols: `terms` maps each product of symbols to its factor; never a mere constant."""

    terms: tuple[tuple[Monomial, int], ...]

    def __add__(self, other: Dim) -> Dim:
        total = dict(self.terms)
        for monomial, factor in _terms(other):
            total[monomial] = total.get(monomial, 0) + factor
        return _simplest(total)

    __radd__ = __add__

    def __sub__(self, other: Dim) -> Dim:
        return self + -1 * other

    def __rsub__(self, other: Dim) -> Dim:
        return -1 * self + other

    def __mul__(self, other: Dim) -> Dim:
        total: dict[Monomial, int] = {}
        for left, a in self.terms:
            for right, b in _terms(other):
                monomial = tuple(sorted(left + right))
                total[monomial] = total.get(monomial, 0) + a * b
        return _simplest(total)

    __rmul__ = __mul__

    def __str__(self) -> str:
        ordered = sorted(self.terms, key=lambda term: (-len(term[0]), term[0]))
        return " + ".join(_word(m, f) for m, f in ordered).replace("+ -", "− ")


Dim = int | Sym


def symbol(name: str) -> Sym:
    """A size known by name only, such as the batch size N."""
    return Sym((((name,), 1),))


def divide(dividend: Dim, divisor: Dim) -> Dim | None:
    """`dividend / divisor` where that is exact for every value of the symbols, else None."""
    if isinstance(dividend, int) and isinstance(divisor, int):
        return dividend // divisor if divisor and dividend % divisor == 0 else None
    parts = _terms(divisor)
    if len(parts) != 1:
        return 1 if dividend == divisor else None
    (below, factor), quotient = parts[0], {}
    for monomial, above in _terms(dividend):
        rest = list(monomial)
        for name in below:
            if name not in rest:
                return None
            rest.remove(name)
        if above % factor:
            return None
        quotient[tuple(rest)] = above // factor
    return _simplest(quotient)


def product(dims: tuple[Dim, ...]) -> Dim:
    """How many elements a tensor of these sizes has."""
    total: Dim = 1
    for dim in dims:
        total = total * dim
    return total


def _terms(dim: Dim) -> tuple[tuple[Monomial, int], ...]:
    return dim.terms if isinstance(dim, Sym) else (((), dim),)


def _simplest(terms: dict[Monomial, int]) -> Dim:
    kept = {monomial: factor for monomial, factor in terms.items() if factor}
    if not kept:
        return 0
    if set(kept) == {()}:
        return kept[()]
    return Sym(tuple(sorted(kept.items())))


def _word(monomial: Monomial, factor: int) -> str:
    names = "·".join(monomial)
    if not names:
        return str(factor)
    return names if factor == 1 else f"{factor}{names}" if len(monomial) == 1 else f"{factor}·{names}"
