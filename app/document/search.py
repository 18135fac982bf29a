"""Finding a module by its name, by what it is otherwise called, or by what it does."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from nncore import catalog
from nncore.spec import Spec

CATEGORY_WORDS = {
    "containers": "containers",
    "simple": "simple layers",
    "transfer": "transfer functions activations nonlinearities",
    "table": "table layers",
    "convolution": "convolutional layers images sequences",
    "criterions": "criterions losses loss errors objectives",
}
"""What a whole category is called, here and elsewhere."""


ORDER = ("simple", "transfer", "containers", "table", "convolution", "criterions")
"""Layers come before what holds them: a network begins with a Linear."""


@cache
def spec_of(name: str) -> Spec | None:
    """The description of a class; None where its file cannot be imported, which must not stop all others."""
    try:
        spec = catalog.find(name).spec
    except Exception:  # whatever a broken file raises
        return None
    return spec if isinstance(spec, Spec) else None


@cache
def offered() -> dict[str, str]:
    """The classes that are offered in lists, with their categories, in the order in which they are learnt."""
    files = catalog.files()
    order = sorted(files, key=lambda name: ORDER.index(files[name]))  # within a category as they were
    return {name: files[name] for name in order if not getattr(spec_of(name), "is_base", False)}


def search(query: str) -> list[str]:
    """The names of the classes that fit all words of `query`, best match first; all for an empty query."""
    words = query.casefold().split()
    ranked = [(_rank(entry, words), place, name) for place, (name, entry) in enumerate(_entries().items())]
    return [name for _, _, name in sorted((rank, place, name) for rank, place, name in ranked if rank >= 0)]


class _Entry(NamedTuple):
    name: str
    capitals: str  # of the name: "lt" for LookupTable
    keywords: tuple[str, ...]
    summary: str
    category: str


@cache
def _entries() -> dict[str, _Entry]:
    return {name: _entry(name, category, spec_of(name)) for name, category in offered().items()}


def _entry(name: str, category: str, spec: Spec | None) -> _Entry:
    return _Entry(
        name.casefold(),
        "".join(letter for letter in name if letter.isupper()).casefold(),
        tuple(word.casefold() for word in spec.keywords) if spec else (),
        spec.summary.casefold() if spec else "",
        CATEGORY_WORDS.get(category, category),
    )


def _rank(entry: _Entry, words: list[str]) -> int:
    """How far `entry` is from what is looked for, 0 at best; -1 when some word fits nowhere."""
    if len(words) > 1 and " ".join(words) in entry.keywords:
        return 1
    ranks = [_rank_word(entry, word) for word in words]
    return -1 if -1 in ranks else sum(ranks)


def _rank_word(entry: _Entry, word: str) -> int:
    tests = (
        word == entry.name,
        entry.name.startswith(word),
        word in entry.keywords,
        len(word) > 1 and word == entry.capitals,
        any(keyword.startswith(word) for keyword in entry.keywords),
        word in entry.name,
        any(word in keyword for keyword in entry.keywords),
        f" {word}" in f" {entry.summary}",
        f" {word}" in f" {entry.category}",
        len(word) > 2 and word in entry.summary,
    )
    return tests.index(True) if True in tests else -1
