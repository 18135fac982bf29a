"""How a CSV file is written, found out from its beginning: encoding, separator, decimal sign, header."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.training.examples import DataError
from app.training.reading import progress

AUTO = "auto"
SEPARATORS = {"tab": "\t", "semicolon": ";", "comma": ","}
"""In the order in which they are tried: a comma may be a decimal sign."""
DECIMALS = {"point": ".", "comma": ","}
HEADERS = {"yes": True, "no": False}

LOOK = 4096
"""Rows read between two looks at whether they are still wanted."""

_SAMPLE = 1 << 16
_DECIMAL_COMMA = re.compile(r"\s*[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+([eE][+-]?\d+)?\s*")
_DECIMAL_POINT = re.compile(r"\s*[+-]?\d*\.\d+([eE][+-]?\d+)?\s*")
_THOUSANDS = re.compile(r"\s*[+-]?\d{1,3}(\.\d{3})+(,\d*)?\s*")


@dataclass(frozen=True, slots=True)
class Format:
    """How a file is to be read. `columns` are the names in its header, or made up: "column 1"."""

    path: Path
    encoding: str
    separator: str
    decimal: str
    header: bool
    columns: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row of values with its number, as a spreadsheet shows it: from 1, the header included.

        Raises:
            DataError: when the file cannot be read, or a row has another number of columns than the first.
        """
        try:
            size = self.path.stat().st_size
            with (
                self.path.open("rb") as raw,
                io.TextIOWrapper(raw, encoding=self.encoding, newline="") as file,
            ):
                for number, fields in enumerate(csv.reader(file, delimiter=self.separator), 1):
                    if number % LOOK == 0:
                        progress(raw.tell(), size)
                    if not fields or (self.header and number == 1):
                        continue
                    if len(fields) != len(self.columns):
                        raise self._ragged(number, len(fields))
                    yield number, fields
        except (OSError, UnicodeError, csv.Error) as error:
            raise DataError(f"{self.path.name} cannot be read: {error}.") from error

    def number(self, text: str) -> float:
        """The number that a field holds.

        Raises:
            ValueError: when it holds none.
        """
        return _number(text, self.decimal)

    def positions(self, names: tuple[str, ...]) -> list[int]:
        """Where the columns of these names stand, from 0.

        Raises:
            DataError: for a name that is not there.
        """
        for name in names:
            if name not in self.columns:
                known = ", ".join(self.columns[:20]) + (", ..." if len(self.columns) > 20 else "")
                raise DataError(f"{self.path.name} has no column {name!r}. It has: {known}.")
        return [self.columns.index(name) for name in names]

    def _ragged(self, number: int, count: int) -> DataError:
        return DataError(
            f"{self.path.name}, row {number}: it has {count} columns, but the file has {len(self.columns)}. "
            "Complete the row, put text that contains the separator into quotes, or choose another separator."
        )


def detect(path: Path, separator: str = AUTO, decimal: str = AUTO, header: str = AUTO) -> Format:
    """The format of a file; what is given in words ("semicolon", "comma", "no") is not guessed.

    Raises:
        DataError: when the file is not there, is empty, or is no text.
    """
    text, encoding = _sample(path)
    sign = SEPARATORS.get(separator) or _separator(text)
    rows = [fields for fields in _parsed(text, sign) if fields]
    if not rows:
        raise DataError(f"{path.name} is empty.")
    point = DECIMALS.get(decimal) or _decimal(rows, sign)
    named = HEADERS[header] if header in HEADERS else _has_header(rows, point)
    return Format(path, encoding, sign, point, named, _names(rows[0], named))


def _sample(path: Path) -> tuple[str, str]:
    """The beginning of the file as text, in whole lines, and its encoding."""
    try:
        with path.open("rb") as file:
            data = file.read(_SAMPLE)
    except FileNotFoundError:
        raise DataError(f"There is no file {path.name} in {path.parent}. Choose the file again.") from None
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    encoding = _encoding(data)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(data)
    if "\0" in text:
        raise DataError(f"{path.name} is not a text file. Save the table as CSV and choose that file.")
    return (text if len(data) < _SAMPLE else text[: text.rfind("\n") + 1] or text), encoding


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _parsed(text: str, separator: str, most: int = 50) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [fields for _, fields in zip(range(most), reader, strict=False)]


def _separator(text: str) -> str:
    """The first one that parts every row into the same number of columns, at least two; else a comma."""
    for sign in SEPARATORS.values():
        counts = {len(fields) for fields in _parsed(text, sign) if fields}
        if len(counts) == 1 and counts != {1}:
            return sign
    present = [sign for sign in SEPARATORS.values() if sign in text.partition("\n")[0]]
    return present[0] if present else ","


def _decimal(rows: list[list[str]], separator: str) -> str:
    fields = [field for row in rows for field in row]
    has_comma = any(_DECIMAL_COMMA.fullmatch(field) for field in fields)
    has_point = any(_DECIMAL_POINT.fullmatch(field) for field in fields)
    return "," if separator != "," and has_comma and not has_point else "."


def _has_header(rows: list[list[str]], decimal: str) -> bool:
    """A first row without numbers above others; a table without any number is taken to have one."""
    first = [_is_number(field, decimal) for field in rows[0]]
    return not any(first) and all(field.strip() for field in rows[0]) and len(rows) > 1


def _number(text: str, decimal: str) -> float:
    """With a decimal comma, points may part thousands, but stand nowhere else."""
    if decimal == ",":
        if "." in text:
            if not _THOUSANDS.fullmatch(text):
                raise ValueError(text)
            text = text.replace(".", "")
        text = text.replace(",", ".")
    return float(text)


def _is_number(text: str, decimal: str) -> bool:
    try:
        _number(text, decimal)
    except ValueError:
        return False
    return True


def _names(first: list[str], header: bool) -> tuple[str, ...]:
    """The header's names; an empty one, or one that was there before, gets its number."""
    names: list[str] = []
    for number, field in enumerate(first, 1):
        name = " ".join(field.split()) if header else ""
        name = name or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)
