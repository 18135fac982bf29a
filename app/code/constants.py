"""Arithmetic of constants, as far as sizes and options need it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from app.code.syntax import Operation, Unread
from app.code.values import RUNNING, said

LARGEST = 2.0**53
"""Whole numbers are kept as such up to here."""

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
