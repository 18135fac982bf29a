"""The user's own table: a CSV file, with columns chosen as inputs, indices and target."""

from __future__ import annotations

import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from app.training.columns import Entry, Inspection
from app.training.csv_columns import inspect_csv, suggested
from app.training.csv_format import AUTO, DECIMALS, HEADERS, SEPARATORS, Format, detect
from app.training.csv_missing import ASK, DROP, MEAN, VALUE, gaps, without_gaps
from app.training.csv_values import Categories, categories, numbers
from app.training.examples import DataError, Examples
from app.training.filling import filled
from app.training.labels import Labels
from app.training.options import Columns, FileName, located
from app.training.source import STANDARDISE, Source
from nncore.random import Generator
from nncore.spec import Choice, Text

CLASSES, NUMBERS = "classes", "numbers"
SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".data"})
MOST_CLASSES = 1000
"""More different whole numbers than these are taken for numbers, unless it is said that they are classes."""


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    """The indices first, as in the tutorial's table of sparse and dense inputs."""
    _check(options)
    form = _format(options, folder)
    parts: list[tuple[np.ndarray, Labels]] = []
    if options.indices:
        found = categories(form, options.indices, _filling_text(options))
        parts.append((found.values, Labels(_name(options.indices, "indices"), options.indices, found.names)))
    if options.inputs:
        values = numbers(form, options.inputs, _filling_number(options))
        parts.append((values, Labels(_name(options.inputs, "x"), options.inputs)))
    parts.append(_target(form, options))
    if not len(parts[-1][0]):
        raise DataError(f"{form.path.name} has no rows.")
    columns = [labels.columns for _, labels in parts]
    *inputs, target = without_gaps(form, columns, [array for array, _ in parts], options.missing)
    missing = tuple(absent if (absent := gaps(array)).any() else None for array in inputs)
    whole = Examples(tuple(inputs), target, tuple(labels for _, labels in parts), missing)
    return filled(whole, np.zeros(whole.rows, dtype=bool))  # a run does it again, without what is held out


def _inspect(options: SimpleNamespace, folder: Path | None) -> Inspection:
    path = located(options.path, folder)
    found = inspect_csv(path, options.separator, options.decimal, options.header)
    entries = tuple(Entry(column.name, column.words) for column in found.columns)
    return Inspection(entries, found.rows, found.is_whole, suggested(found))


def _takes(path: Path) -> dict[str, Any] | None:
    return {"path": str(path)} if path.suffix.lower() in SUFFIXES else None


def _filling_number(options: SimpleNamespace) -> float:
    if options.missing != VALUE:
        return math.nan
    try:
        return float(options.filling)
    except ValueError:
        raise DataError(
            f"The filling {options.filling!r} is not a number, but there are gaps among numbers."
        ) from None


def _filling_text(options: SimpleNamespace) -> str:
    return str(options.filling) if options.missing == VALUE else ""


def _check(options: SimpleNamespace) -> None:
    if not options.path:
        raise DataError("No file is chosen. Choose a CSV file.")
    if not options.inputs and not options.indices:
        raise DataError("No inputs are chosen. Choose columns that the network gets.")
    if not options.target:
        raise DataError("No target is chosen. Choose the column that the network is to predict.")
    chosen = (*options.inputs, *options.indices, *options.target)
    if twice := sorted({name for name in chosen if chosen.count(name) > 1}):
        raise DataError(f"Column {twice[0]!r} is chosen twice. Choose it once: as input, index or target.")


def _format(options: SimpleNamespace, folder: Path | None) -> Format:
    return detect(located(options.path, folder), options.separator, options.decimal, options.header)


def _target(form: Format, options: SimpleNamespace) -> tuple[np.ndarray, Labels]:
    name = _name(options.target, "target")
    found = None
    if len(options.target) == 1 and options.answers != NUMBERS:
        try:
            found = categories(form, options.target)
        except DataError:  # no indices, so numbers, or neither: which then says what is wrong
            if options.answers == CLASSES:
                raise
    if found and (options.answers == CLASSES or _are_classes(found)):
        return found.values, Labels(name, options.target, found.names)
    return numbers(form, options.target), Labels(name, options.target)


def _are_classes(found: Categories) -> bool:
    """Text; or few whole numbers, each of which occurs."""
    return bool(found.names) or (
        0 < found.high <= MOST_CLASSES and len(np.unique(found.values[found.values > 0])) == found.high
    )


def _name(columns: tuple[str, ...], several: str) -> str:
    """A port is called like its column, or `several` where there are several."""
    return columns[0] if len(columns) == 1 else several


SOURCE = Source(
    name="csv_file",
    title="CSV file",
    summary="A table of your own: choose what goes in and what is to be predicted.",
    options=(
        FileName(
            "path",
            "the file; a relative path begins where the model is saved",
            default="",
            title="CSV file",
            filter="Tables (*.csv *.tsv *.txt)",
        ),
        Columns("inputs", "columns of numbers that go in", default=()),
        Columns("indices", "columns of whole numbers from 1, or of text, that go in as indices", default=()),
        Columns("target", "the column that is to be predicted, or several of numbers", default=()),
        Choice(
            "answers",
            "whether the target is numbers, or classes counted from 1 (text is numbered by the alphabet)",
            default=AUTO,
            options=(AUTO, NUMBERS, CLASSES),
        ),
        Choice(
            "missing",
            "what is done about gaps: rows left out, or filled with a value, or with the mean of the "
            "rows that are trained on",
            default=ASK,
            options=(ASK, DROP, MEAN, VALUE),
        ),
        Text("filling", "the value that is put into gaps", default="0"),
        STANDARDISE,
        Choice("separator", "what parts the columns", default=AUTO, options=(AUTO, *SEPARATORS)),
        Choice("decimal", "the decimal sign", default=AUTO, options=(AUTO, *DECIMALS)),
        Choice(
            "header", "whether the first row has the columns' names", default=AUTO, options=(AUTO, *HEADERS)
        ),
    ),
    draws=_draw,
    inspects=_inspect,
    takes=_takes,
)
