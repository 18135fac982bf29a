"""Chosen columns of a CSV file as arrays. What is no value is refused with its row and column."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from app.training.csv_format import Format
from app.training.examples import DataError

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "?"})


@dataclass(frozen=True, slots=True)
class Categories:
    """Indices from 1, N or N×columns; `names` says what each stands for, if the file has text."""

    values: np.ndarray
    high: int
    names: tuple[str, ...]


def numbers(form: Format, names: tuple[str, ...]) -> np.ndarray:
    """The columns as real numbers, N×columns.

    Raises:
        DataError: for a field that is missing or no finite number.
    """
    positions = form.positions(names)
    convert = float if form.decimal == "." else form.number
    values, rows = array("d"), 0
    for row, fields in form.rows():
        rows += 1
        try:
            values.extend([convert(fields[at]) for at in positions])
        except ValueError:
            _check(form, row, positions, fields)
    found = np.frombuffer(values).reshape(rows, len(positions)) if rows else np.empty((0, len(positions)))
    if not np.isfinite(found).all():
        for row, fields in form.rows():
            _check(form, row, positions, fields)
    return found


def categories(form: Format, names: tuple[str, ...]) -> Categories:
    """The columns as indices: whole numbers from 1 as they are, text numbered in alphabetical order.

    Several columns are numbered together, so that the same text has the same index in all of them.

    Raises:
        DataError: for a field that is missing, and for numbers that are no indices.
    """
    positions = form.positions(names)
    rows = [(row, [fields[at].strip() for at in positions]) for row, fields in form.rows()]
    for row, fields in rows:
        for at, value in zip(positions, fields, strict=True):
            if not value:
                _missing(form, row, at)
    values = {value for _, fields in rows for value in fields}
    shape = (len(rows), len(positions)) if len(positions) > 1 else (len(rows),)
    if all(_is_number(form, value) for value in values):
        flat = [
            _index(form, row, at, v) for row, fields in rows for at, v in zip(positions, fields, strict=True)
        ]
        return Categories(np.array(flat, dtype=np.int64).reshape(shape), max(flat, default=0), ())
    known = tuple(sorted(values))
    number = {value: place for place, value in enumerate(known, 1)}
    flat = [number[value] for _, fields in rows for value in fields]
    return Categories(np.array(flat, dtype=np.int64).reshape(shape), len(known), known)


def _check(form: Format, row: int, positions: list[int], fields: list[str]) -> None:
    """Raises DataError for the first of a row's chosen fields that is no finite number."""
    for at in positions:
        text = fields[at].strip()
        if text.lower() in MISSING:
            _missing(form, row, at)
        if not _is_number(form, text):
            where, hint = _place(form, row, at), _hint(form, text)
            raise DataError(f"{where}: {text!r} is not a number. {hint}. Choose otherwise, or mend the file.")


def _index(form: Format, row: int, at: int, text: str) -> int:
    value = form.number(text)
    if not value.is_integer() or value < 1:
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


def _missing(form: Format, row: int, at: int) -> NoReturn:
    raise DataError(
        f"{_place(form, row, at)}: the value is missing. Fill it in, remove the row, or choose other columns."
    )


def _place(form: Format, row: int, at: int) -> str:
    return f"{form.path.name}, row {row}, column {form.columns[at]!r}"
