"""The kinds of data there are, each found by its file, which has a `SOURCE` of that name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

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
    """All kinds: the tutorial's own first, what is made up, what comes with the program, the user's files."""
    kinds = map(find, names())
    return tuple(
        sorted(kinds, key=lambda kind: (kind.name != "tutorial", bool(kind.files), not kind.is_random))
    )


def for_file(path: Path) -> tuple[Source, dict[str, Any]] | None:
    """The kind of data that a file or folder is, and the settings that read it; None when it is none.

    A file of a known kind that cannot be read is still of that kind.
    """
    for name in _BY_FILE:
        source = find(name)
        options = source.takes(path) if source.takes else None
        if options is not None:
            return source, options
    return None


_BY_FILE = ("idx_files", "array_file", "image_folder", "text_file", "csv_file")
"""In the order in which they are asked: a table takes any text."""
