"""The user's own table: a CSV file, with columns chosen as inputs, indices and target."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from app.document.model import Port
from app.training.csv_format import AUTO, DECIMALS, HEADERS, SEPARATORS, Format, detect
from app.training.csv_values import Categories, categories, numbers
from app.training.examples import DataError, Examples
from app.training.options import Columns, FileName
from app.training.source import Ports, Source
from nncore.random import Generator
from nncore.spec import Choice

CLASSES, NUMBERS = "classes", "numbers"
MOST_CLASSES = 1000
"""More different whole numbers than these are taken for numbers, unless it is said that they are classes."""


def _ports(options: SimpleNamespace, folder: Path | None) -> Ports:
    """As the examples are: the highest index and the number of rows are known only from all of them."""
    examples = _draw(options, Generator(), folder)
    names = ((options.indices, "indices"), (options.inputs, "x"))
    chosen = [(columns, several) for columns, several in names if columns]
    inputs = [_port(*names, array) for names, array in zip(chosen, examples.inputs, strict=True)]
    return tuple(inputs), _port(options.target, "target", examples.target), examples.rows


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    """The indices first, as in the tutorial's table of sparse and dense inputs."""
    _check(options)
    form = _format(options, folder)
    inputs = []
    if options.indices:
        inputs.append(categories(form, options.indices).values)
    if options.inputs:
        inputs.append(numbers(form, options.inputs))
    target = _target(form, options)
    if not len(target):
        raise DataError(f"{form.path.name} has no rows.")
    return Examples(tuple(inputs), target)


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
    path = Path(options.path).expanduser()
    whole = path if path.is_absolute() or folder is None else folder / path
    return detect(whole, options.separator, options.decimal, options.header)


def _target(form: Format, options: SimpleNamespace) -> np.ndarray:
    if len(options.target) > 1 or options.answers == NUMBERS:
        return numbers(form, options.target)
    if options.answers == CLASSES:
        return categories(form, options.target).values
    try:
        found = categories(form, options.target)
    except DataError:  # not indices, so numbers, or neither: which then says what is wrong
        return numbers(form, options.target)
    return found.values if _are_classes(found) else numbers(form, options.target)


def _are_classes(found: Categories) -> bool:
    """Text; or few whole numbers, each of which occurs."""
    return bool(found.names) or (
        0 < found.high <= MOST_CLASSES and len(np.unique(found.values)) == found.high
    )


def _port(columns: tuple[str, ...], several: str, values: np.ndarray) -> Port:
    """The port for these columns, called like the column, or `several` where there are several."""
    name, dims = columns[0] if len(columns) == 1 else several, values.shape[1:]
    if values.dtype.kind == "i":
        return Port(name, dims, "index", int(values.max()))
    return Port(name, dims)


SOURCE = Source(
    name="csv_file",
    title="CSV file",
    summary="A table of your own: choose what goes in and what is to be predicted.",
    options=(
        FileName("path", "the file; a relative path begins where the model is saved", default=""),
        Columns("inputs", "columns of numbers that go in", default=()),
        Columns("indices", "columns of whole numbers from 1, or of text, that go in as indices", default=()),
        Columns("target", "the column that is to be predicted, or several of numbers", default=()),
        Choice(
            "answers",
            "whether the target is numbers, or classes counted from 1 (text is numbered by the alphabet)",
            default=AUTO,
            options=(AUTO, NUMBERS, CLASSES),
        ),
        Choice("separator", "what parts the columns", default=AUTO, options=(AUTO, *SEPARATORS)),
        Choice("decimal", "the decimal sign", default=AUTO, options=(AUTO, *DECIMALS)),
        Choice(
            "header", "whether the first row has the columns' names", default=AUTO, options=(AUTO, *HEADERS)
        ),
    ),
    ports=_ports,
    draws=_draw,
)
