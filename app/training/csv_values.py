"""Chosen columns of a CSV file as arrays; gaps are kept. What is no value is refused, with row and column."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass

import numpy as np

from app.training.csv_format import Format
from app.training.examples import DataError

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "?"})
"""Among numbers these, in small letters, say that there is none."""
GAPS = frozenset({"", "?"})
"""Among text only these do: NA may be Namibia."""


@dataclass(frozen=True, slots=True)
class Categories:
    """Indices from 1, N or N×columns; `names` says what each stands for, if the file has text."""

    values: np.ndarray
    high: int
    names: tuple[str, ...]


def numbers(form: Format, names: tuple[str, ...], filling: float = math.nan) -> np.ndarray:
    """The columns as real numbers, N×columns; what is missing is `filling`.

    Raises:
        DataError: for a field that is no finite number.
    """
    positions = form.positions(names)
    convert = float if form.decimal == "." else form.number
    values, rows = array("d"), 0
    for row, fields in form.rows():
        rows += 1
        try:
            values.extend([convert(fields[at]) for at in positions])
        except ValueError:
            values.extend([_number(form, row, at, fields[at].strip()) for at in positions])
    found = np.frombuffer(values).reshape(rows, len(positions)) if rows else np.empty((0, len(positions)))
    if np.isinf(found).any():
        for row, fields in form.rows():
            for at in positions:
                _number(form, row, at, fields[at].strip())
    if not math.isnan(filling):
        found[np.isnan(found)] = filling
    return found


def categories(form: Format, names: tuple[str, ...], filling: str = "") -> Categories:
    """The columns as indices: whole numbers from 1 as they are, text numbered in alphabetical order.

    Several columns are numbered together, so that the same text has the same index in all of them. What is
    missing (empty, or "?") is read as `filling`, or has the index 0.

    Raises:
        DataError: for numbers that are no indices.
    """
    positions = form.positions(names)
    texts, rows = _texts(form, positions, filling)
    shape = (len(rows), len(positions)) if len(positions) > 1 else (len(rows),)
    values = set(texts) - {""}
    known: tuple[str, ...] = ()
    if all(_is_number(form, value) for value in values):
        places = enumerate(texts)
        flat = [_index(form, rows, positions, place, text) if text else 0 for place, text in places]
    else:
        known = tuple(sorted(values))
        number = {"": 0} | {value: place for place, value in enumerate(known, 1)}
        flat = [number[text] for text in texts]
    found = np.array(flat, dtype=np.int64).reshape(shape)
    return Categories(found, len(known) or max(flat, default=0), known)


def _texts(form: Format, positions: list[int], filling: str) -> tuple[list[str], array[int]]:
    """All fields one after the other, and each row's number; equal texts are one object, to spare memory."""
    texts: list[str] = []
    rows, same = array("q"), dict[str, str]()
    for row, fields in form.rows():
        rows.append(row)
        for at in positions:
            text = fields[at].strip()
            text = filling if text in GAPS else text
            texts.append(same.setdefault(text, text))
    return texts, rows


def _number(form: Format, row: int, at: int, text: str) -> float:
    """The number in a field; NaN where it is missing. Raises DataError where it is none."""
    if text.lower() in MISSING:
        return math.nan
    if not _is_number(form, text):
        where, hint = _place(form, row, at), _hint(form, text)
        raise DataError(f"{where}: {text!r} is not a number. {hint}. Choose otherwise, or mend the file.")
    return form.number(text)


def _index(form: Format, rows: array[int], positions: list[int], place: int, text: str) -> int:
    value = form.number(text)
    if not value.is_integer() or value < 1:
        row, at = rows[place // len(positions)], positions[place % len(positions)]
        zero = " Torch counts from 1: add 1 to each." if value == 0 else ""
        raise DataError(f"{_place(form, row, at)}: {text!r} is not an index: a whole number from 1.{zero}")
    return int(value)


def _hint(form: Format, text: str) -> str:
    """What else it may be: a number with the other decimal sign, or text."""
    if text[:1].isdigit() and ("," in text or "." in text):
        return f"The decimal sign is taken to be a {'point' if form.decimal == '.' else 'comma'}"
    return "A column of text can be an index"


def _is_number(form: Format, text: str) -> bool:
    try:
        return math.isfinite(form.number(text))
    except ValueError:
        return False


def _place(form: Format, row: int, at: int) -> str:
    return f"{form.path.name}, row {row}, column {form.columns[at]!r}"
