"""How well what was typed fits a text: whole beginnings first, scattered letters last."""

from __future__ import annotations

_NEVER = 1_000


def rank(query: str, title: str, text: str) -> int | None:
    """How far an entry is from what is looked for, 0 at best; None when some word fits nowhere.

    Every word of `query` must fit the title (at a beginning, within, by initials, or its letters in order),
    or stand in the text.
    """
    ranks = [_rank(word, title.casefold(), text.casefold()) for word in query.casefold().split()]
    return None if _NEVER in ranks else sum(ranks)


def _rank(word: str, title: str, text: str) -> int:
    initials = "".join(part[0] for part in title.split())
    tests = (
        title.startswith(word),
        f" {word}" in title,
        len(word) > 1 and initials.startswith(word),
        word in title,
        f" {word}" in f" {text}",
    )
    if True in tests:
        return tests.index(True)
    gaps = _gaps(word, title)
    return _NEVER if gaps is None or gaps > 2 * len(word) else 5 + gaps


def _gaps(word: str, title: str) -> int | None:
    """How many letters stand between the word's letters in the title; None when they are not there in order.

    The word's first letter must begin a word of the title.
    """
    starts = [k for k, letter in enumerate(title) if letter == word[0] and (k == 0 or title[k - 1] == " ")]
    found = (_gaps_from(word, title, start) for start in starts)
    return min((gaps for gaps in found if gaps is not None), default=None)


def _gaps_from(word: str, title: str, start: int) -> int | None:
    at = start
    for letter in word[1:]:
        at = title.find(letter, at + 1)
        if at < 0:
            return None
    return at - start + 1 - len(word)
