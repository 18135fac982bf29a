"""Values of arguments as text."""

from __future__ import annotations

from math import inf
from typing import Any

from app.code.languages import LUA, Dialect
from nncore.spec import Arg, Array, Pairs, Size, Values


def literal(arg: Arg, value: Any, dialect: Dialect) -> str:
    """The value of an argument as its constructor takes it."""
    lua = dialect.language == LUA
    if isinstance(value, tuple):
        if lua and isinstance(arg, (Array, Values)):
            return f"torch.Tensor({_table(value, dialect)})"
        if lua and isinstance(arg, Size):
            return f"torch.LongStorage({_table(value, dialect)})"
        if not lua and isinstance(arg, (Size, Pairs)):
            return f"({', '.join(map(str, value))}{',' if len(value) == 1 else ''})"
    return plain(value, dialect)


def plain(value: Any, dialect: Dialect) -> str:
    """A value without regard to what it is for."""
    if value is None:
        return dialect.nothing
    if isinstance(value, bool):
        return dialect.yes if value else dialect.no
    if isinstance(value, tuple):
        return _table(value, dialect)
    if isinstance(value, str):
        return _quoted(value, dialect)
    return dialect.infinity if value == inf else repr(value)


def _table(values: tuple[Any, ...], dialect: Dialect) -> str:
    opening, closing = dialect.brackets
    return opening + ", ".join(plain(value, dialect) for value in values) + closing


def _quoted(text: str, dialect: Dialect) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    code = "\\{:03d}" if dialect.language == LUA else "\\x{:02x}"
    return '"' + "".join(code.format(ord(sign)) if ord(sign) < 32 else sign for sign in escaped) + '"'
