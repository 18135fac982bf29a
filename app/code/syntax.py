"""What both languages are read into: expressions and statements, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.code.written import Span


@dataclass(frozen=True, slots=True)
class Underline:
    """A place in a text that cannot be read, and why, in words."""

    start: int
    end: int
    message: str


class Unread(Exception):
    """Something cannot be read."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.underline = Underline(*span, message)


@dataclass(frozen=True, slots=True)
class Expression:
    span: Span


@dataclass(frozen=True, slots=True)
class Name(Expression):
    name: str


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A number, a text, true, false or nothing."""

    value: Any


@dataclass(frozen=True, slots=True)
class Listed(Expression):
    """A table or a list: its entries in order."""

    entries: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Keyed(Expression):
    """A table or a dictionary whose entries have names."""

    entries: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Member(Expression):
    """`owner.name`, or `owner:name` with a colon."""

    owner: Expression
    name: str
    colon: bool = False


@dataclass(frozen=True, slots=True)
class Entry(Expression):
    """`owner[key]`; `first` is what the first entry's key is."""

    owner: Expression
    key: Expression
    first: int = 1


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """`function(arguments, name=value)`."""

    function: Expression
    arguments: tuple[Expression, ...] = ()
    named: tuple[tuple[str, Expression], ...] = ()


@dataclass(frozen=True, slots=True)
class Operation(Expression):
    """An operator between two expressions, or before one."""

    sign: str
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Foreign(Expression):
    """An expression of a kind that never builds a model; why it cannot be read."""

    message: str


@dataclass(frozen=True, slots=True)
class Idle(Expression):
    """A function that does nothing."""


@dataclass(frozen=True, slots=True)
class Freeze:
    """The loop that keeps all parameters in a module from training."""

    span: Span
    target: Expression


@dataclass(frozen=True, slots=True)
class Assign:
    """Values into variables or members."""

    span: Span
    targets: tuple[Expression, ...]
    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Bare:
    """An expression that stands alone, or behind `return`."""

    span: Span
    value: Expression


@dataclass(frozen=True, slots=True)
class Refusal:
    """A statement that cannot be read."""

    span: Span
    message: str


Statement = Assign | Bare | Freeze | Refusal
