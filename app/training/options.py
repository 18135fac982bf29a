"""Kinds of settings that only data has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nncore.spec import Arg, Text


@dataclass(frozen=True, slots=True)
class FileName(Text):
    """The path of a file; a relative one begins where the model is saved."""

    @property
    def wants(self) -> str:
        return "the path of a file"


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
