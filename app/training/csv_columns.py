"""What the columns of a CSV file hold, for choosing among them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from app.training.csv_format import AUTO, Format, detect
from app.training.csv_values import GAPS, MISSING

PREVIEW = 20
DISTINCT = 1000
"""Up to so many different values are counted."""
FIELDS = 4_000_000
"""Of a larger table only so many fields are looked at."""

Kind = Literal["number", "whole", "text"]


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds.

    Attributes:
        kind: "whole" for whole numbers only, "number" for numbers, else "text".
        low, high: the range of its numbers; NaN for text.
        distinct: how many different values there are; more than `DISTINCT` are not counted.
        missing: how many fields are empty, and the row of the first of them (0 for none).
        categories: the different values of text in alphabetical order, if they were counted.
    """

    name: str
    kind: Kind
    low: float
    high: float
    distinct: int
    missing: int
    first_missing: int
    categories: tuple[str, ...]

    @property
    def words(self) -> str:
        """The same in a line: "whole numbers from 1 to 5", "text, 3 different"."""
        many = f"more than {DISTINCT}" if self.distinct > DISTINCT else str(self.distinct)
        gaps = f", {self.missing} missing (first in row {self.first_missing})" if self.missing else ""
        if self.kind == "text":
            return f"text, {many} different{gaps}"
        kind = "whole numbers" if self.kind == "whole" else "numbers"
        return f"{kind} from {self.low:.6g} to {self.high:.6g}, {many} different{gaps}"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file holds. `is_whole` tells whether all rows were looked at; `rows` counts those that were."""

    format: Format
    columns: tuple[Column, ...]
    rows: int
    is_whole: bool
    preview: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Tally:
    low: float = math.inf
    high: float = -math.inf
    whole: bool = True
    text: bool = False
    missing: int = 0
    first_missing: int = 0
    values: set[str] = field(default_factory=set)


def inspect_csv(
    path: Path, separator: str = AUTO, decimal: str = AUTO, header: str = AUTO, fields: int = FIELDS
) -> Inspection:
    """Looks through a file.

    Raises:
        DataError: when it cannot be read, or a row has another number of columns than the first.
    """
    form = detect(path, separator, decimal, header)
    tallies = [_Tally() for _ in form.columns]
    preview: list[tuple[str, ...]] = []
    most, rows = max(fields // len(form.columns), PREVIEW), 0
    for number, values in form.rows():
        if rows == most:
            return _inspection(form, tallies, rows, False, preview)
        rows += 1
        if rows <= PREVIEW:
            preview.append(tuple(values))
        for tally, value in zip(tallies, values, strict=True):
            _note(tally, value.strip(), number, form)
    return _inspection(form, tallies, rows, True, preview)


def suggested(inspection: Inspection) -> dict[str, Any]:
    """A first choice: the last column as the target, numbers as inputs, the first text as an index."""
    *columns, target = inspection.columns
    inputs = tuple(column.name for column in columns if column.kind != "text")
    indices = tuple(
        column.name for column in columns if column.kind == "text" and column.distinct <= DISTINCT
    )
    return {"inputs": inputs, "indices": indices[:1], "target": (target.name,)}


def _note(tally: _Tally, value: str, number: int, form: Format) -> None:
    if value in GAPS or (not tally.text and value.lower() in MISSING):
        tally.missing += 1
        tally.first_missing = tally.first_missing or number
        return
    if len(tally.values) <= DISTINCT:
        tally.values.add(value)
    if tally.text:
        return
    try:
        amount = form.number(value)
    except ValueError:
        tally.text = True
        return
    if amount < tally.low:
        tally.low = amount
    if amount > tally.high:
        tally.high = amount
    tally.whole = tally.whole and amount.is_integer()


def _inspection(
    form: Format, tallies: list[_Tally], rows: int, whole: bool, preview: list[tuple[str, ...]]
) -> Inspection:
    columns = tuple(_column(name, tally) for name, tally in zip(form.columns, tallies, strict=True))
    return Inspection(form, columns, rows, whole, tuple(preview))


def _column(name: str, tally: _Tally) -> Column:
    text = tally.text or not tally.values
    few = len(tally.values) <= DISTINCT
    return Column(
        name=name,
        kind="text" if text else "whole" if tally.whole else "number",
        low=math.nan if text else tally.low,
        high=math.nan if text else tally.high,
        distinct=len(tally.values),
        missing=tally.missing,
        first_missing=tally.first_missing,
        categories=tuple(sorted(tally.values)) if text and few else (),
    )
