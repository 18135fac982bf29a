"""Arguments as text: what a field shows for a value, and the value that a typed text stands for."""

from __future__ import annotations

import ast
import re
from typing import Any

from app.panels.described import said
from nncore.errors import NNError
from nncore.spec import REQUIRED, Arg, Choice, Flag, Int, Number, Text


def written(value: Any) -> str:
    """The value as a field shows it; nothing given is an empty field."""
    return "" if value is None else said(value)


def placeholder(arg: Arg, told: Any = None) -> str:
    """What an empty field shows: what is then taken, or that something must be given.

    `told` is what the wire tells, for an argument that follows it.
    """
    if arg.follows and arg.default is REQUIRED:
        return "from the wire" if told is None else f"{said(told)}, from the wire"
    return "needed" if arg.default is REQUIRED else said(arg.default)


def read(arg: Arg, text: str) -> Any:
    """The value that `text` stands for, as the constructor takes it; None when nothing is given.

    Raises:
        NNError: when the text does not fit, with the allowed range in `needs`.
    """
    text = text.strip()
    if not text or (arg.default is not REQUIRED and text == placeholder(arg)):
        return None
    try:
        return arg.check(_value(arg, text))
    except (NNError, TypeError, ValueError, OverflowError):
        raise NNError(f"{arg.name} does not fit", got=text, needs=arg.wants) from None


def refusal(arg: Arg, error: NNError) -> str:
    """Why a text was refused, for the line below its field."""
    return f"“{error.got}” does not fit: {arg.name} must be {error.needs}."


def step(arg: Arg, text: str, steps: int) -> str:
    """The text after the arrows of a number field were pressed `steps` times; within the range.

    A whole number goes by 1; any other by a tenth of its leading digit's place: 0.01, 0.011, 0.1, 0.11.
    """
    now = _start(arg, text)
    low, high = getattr(arg, "low", None), getattr(arg, "high", None)
    if isinstance(arg, Int):
        after = now + steps
    else:
        size = _decade(now, steps > 0)
        after = round(now / size + steps) * size
        after = float(f"{after:.12g}")
    if low is not None:
        after = max(after, low)
    if high is not None:
        after = min(after, high)
    return written(after)


def _start(arg: Arg, text: str) -> Any:
    """The number that the steps go from."""
    try:
        value = read(arg, text)
    except NNError:
        value = None
    if value is None:
        value = arg.default if isinstance(arg.default, (int, float)) else getattr(arg, "low", None)
        value = 0 if value is None else value
    return value


def _decade(value: float, is_up: bool) -> float:
    """A tenth of the place of the leading digit; 0.01 for 0. Downwards from 1 the place is that of 0.9."""
    if value == 0:
        return 0.01
    exponent = int(f"{abs(value):e}".split("e")[1])
    shrinks = is_up == (value < 0) and abs(value) == 10.0**exponent
    return float(10.0 ** (exponent - 1 - shrinks))


def _value(arg: Arg, text: str) -> Any:
    """The text as a Python value; text that is no number stays text, for the argument to refuse."""
    if isinstance(arg, (Text, Choice)):
        return text
    plain = text.replace("−", "-").replace("×", ",")
    if isinstance(arg, (Int, Number)):
        return _number(plain)
    if isinstance(arg, Flag):
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.casefold(), text)
    return _listed(plain)


def _number(text: str) -> Any:
    if re.fullmatch(r"[+-]?\d+", text):
        return int(text)
    try:
        return float(text)
    except ValueError:
        return text


def _listed(text: str) -> Any:
    """`2, 3`, `2 3`, `(1, 2), (2, 3)` or a single number."""
    spaced = re.sub(r"(?<=[\d.)\]])\s+(?=[-+.\d(\[])", ", ", text)
    try:
        return ast.literal_eval(spaced)
    except (SyntaxError, ValueError):
        return text
