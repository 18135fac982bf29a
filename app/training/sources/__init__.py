"""The kinds of data there are, each found by its file, which has a `SOURCE` of that name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from app.training.examples import DataError
from app.training.source import Source


@cache
def names() -> tuple[str, ...]:
    """The names of all kinds, in the alphabet's order."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))


@cache
def find(name: str) -> Source:
    """The kind of data of this name.

    Raises:
        DataError: when there is none.
    """
    if name not in names():
        raise DataError(f"There is no kind of data called {name!r}. There are: {', '.join(names())}.")
    source: Source = import_module(f"{__name__}.{name}").SOURCE
    return source


def everything() -> tuple[Source, ...]:
    """All kinds, the tutorial's own first, the user's files last."""
    return tuple(sorted(map(find, names()), key=lambda kind: (kind.name != "tutorial", not kind.is_random)))
