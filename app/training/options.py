"""Kinds of settings that only data has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nncore.spec import Arg, Text


@dataclass(frozen=True, slots=True)
class FileName(Text):
    """The path of a file; a relative one begins where the model is saved.

    Attributes:
        title: what the file is called on screen.
        filter: which files a dialog shows: "Tables (*.csv *.tsv)".
        is_folder: whether a folder is wanted.
    """

    title: str = "File"
    filter: str = ""
    is_folder: bool = False

    @property
    def wants(self) -> str:
        return "the path of a folder" if self.is_folder else "the path of a file"


def located(path: str, folder: Path | None) -> Path:
    """The file that a setting names; `folder` is where relative paths begin."""
    given = Path(path).expanduser()
    return given if given.is_absolute() or folder is None else folder / given


@dataclass(frozen=True, slots=True)
class Columns(Arg):
    """Names of columns of a table, each once."""

    def check(self, value: Any) -> Any:
        if not isinstance(value, (list, tuple)) or not all(isinstance(name, str) for name in value):
            raise self.refuse(value)
        if len(set(value)) != len(value):
            raise self.refuse(value)
        return tuple(value)

    @property
    def wants(self) -> str:
        return "names of columns, each once"
