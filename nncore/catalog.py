"""The catalogue: every module and criterion there is, found by its file.

A class stands in the file of its own name, in the folder of its category: `simple/Linear.py`. Nothing else lists it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

CATEGORIES = ("containers", "simple", "transfer", "table", "convolution", "criterions")
"""The folders, in the order of Torch's documentation."""

_HERE = Path(__file__).parent


@cache
def files() -> dict[str, str]:
    """The category of each class by the class's name, in the order of the categories, then by name."""
    return {
        path.stem: category
        for category in CATEGORIES
        for path in sorted((_HERE / category).glob("[A-Za-z]*.py"))
    }


def category(name: str) -> str:
    """The category of a class by its name."""
    return files()[name]


@cache
def find(name: str) -> Any:
    """The class of this name.

    Raises:
        KeyError: when there is none.
    """
    return getattr(import_module(f"nncore.{files()[name]}.{name}"), name)


def everything() -> list[type]:
    """All classes, imported."""
    return [find(name) for name in files()]
