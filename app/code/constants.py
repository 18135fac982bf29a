"""Arithmetic of constants, as far as sizes and options need it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from app.code.syntax import Operation, Unread
from app.code.values import RUNNING, said
from app.code.written import Span

LARGEST = 2.0**53
"""Whole numbers are kept as such up to here."""

FUNCTIONS: dict[str, Callable[..., float]] = {
    "floor": math.floor,
    "ceil": math.ceil,
    "abs": abs,
    "sqrt": math.sqrt,
    "max": max,
    "min": min,
    "int": int,
    "round": round,
}
"""What can be worked out of numbers that stand in the text, in one language or the other."""

_BINARY: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "^": math.pow,
}


def calculated(operation: Operation, values: list[Any]) -> Any:
    """The result of an operation on these values.

    Raises:
        Unread: when it has none, or they are no numbers.
    """
    if RUNNING in values:
        return RUNNING
    if operation.sign == "not":
        return values[0] is None or values[0] is False
    if operation.sign == "#" and isinstance(values[0], list):
        return len(values[0])
    if operation.sign in ("..", "+") and _joins(operation.sign, values):
        return "".join(str(value) for value in values)
    if operation.sign not in _BINARY:
        raise Unread(operation.span, f"{operation.sign} cannot be read here. Only arithmetic of numbers can.")
    for part, value in zip(operation.parts, values, strict=True):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Unread(part.span, f"A number was expected here, not {said(value)}.")
    if len(values) == 1:
        return -values[0]
    try:
        result = _BINARY[operation.sign](float(values[0]), float(values[1]))
    except (ZeroDivisionError, OverflowError, ValueError):
        raise Unread(operation.span, "This has no finite result.") from None
    return int(result) if abs(result) < LARGEST and result == int(result) else result


def worked_out(name: str, values: list[Any]) -> Any:
    """What one of FUNCTIONS gives for these; RUNNING for what is no number, or has no result."""
    numbers = [value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)]
    if len(numbers) < len(values) or not values:
        return RUNNING
    try:
        result = FUNCTIONS[name](*numbers)
    except (TypeError, ValueError, OverflowError):
        return RUNNING
    return int(result) if abs(result) < LARGEST and result == int(result) else result


def entry(owner: Any, key: Any, first: int, span: Span) -> Any:
    """An entry of a table that stands in the text.

    Raises:
        Unread: when it has no such entry.
    """
    if isinstance(owner, dict) and isinstance(key, str) and key in owner:
        return owner[key]
    if isinstance(owner, list) and isinstance(key, int) and not isinstance(key, bool):
        place = key + len(owner) if first == 0 and key < 0 else key - first
        if 0 <= place < len(owner):
            return owner[place]
        raise Unread(span, f"There is no entry {key}: the table has {len(owner)}.")
    raise Unread(span, "This entry cannot be read here. Use a variable.")


def _joins(sign: str, values: list[Any]) -> bool:
    """Whether these are put together to a text."""
    plain = all(isinstance(value, (str, int, float)) and not isinstance(value, bool) for value in values)
    return plain and (sign == ".." or all(isinstance(value, str) for value in values))
