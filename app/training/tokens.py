"""Text as indices: words or letters numbered from 1, every text of the same length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

PADDING, UNKNOWN = 1, 2
"""Index 1 fills up short texts, index 2 stands for what the vocabulary does not have."""
SPECIAL = ("(padding)", "(unknown)")
WORDS, LETTERS = "words", "letters"

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def tokens(text: str, unit: str) -> list[str]:
    """The words of a text, in small letters, punctuation for itself; or its letters."""
    lowered = text.lower()
    return _WORD.findall(lowered) if unit == WORDS else list(lowered)


def vocabulary(texts: Sequence[Sequence[str]], most: int) -> tuple[str, ...]:
    """What the indices 1, 2, ... stand for: two special ones, then the tokens, the commonest first.

    `most` of them in all (0: as many as there are); those that occur equally often by the alphabet.
    """
    counts = Counter(token for text in texts for token in text)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return (*SPECIAL, *(ordered[: max(most - len(SPECIAL), 0)] if most else ordered))


def indices(texts: Sequence[Sequence[str]], known: Sequence[str], length: int) -> np.ndarray:
    """The texts as N×length indices: filled up behind with `PADDING`, cut where they are longer."""
    place = {token: number for number, token in enumerate(known, 1)}
    found = np.full((len(texts), length), PADDING, dtype=np.int64)
    for row, text in zip(found, texts, strict=True):
        cut = [place.get(token, UNKNOWN) for token in text[:length]]
        row[: len(cut)] = cut
    return found
