"""What the network says of inputs that a person typed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.document.model import Data, Port
from app.training.labels import Labels
from app.training.questions.answering import labels_of, outputs
from app.training.questions.verdict import class_names, tells_classes, verdict
from app.training.run import Run
from app.training.tokens import LETTERS, PADDING, UNKNOWN, WORDS, tokens


class Unreadable(Exception):
    """What was typed cannot be read; the text says what was expected."""


@dataclass(frozen=True, slots=True)
class Said:
    """The answer: each output or class with its number, and which of them is the one; "" for numbers.

    `are_shares` tells whether the numbers are shares of certainty.
    """

    rows: tuple[tuple[str, float], ...]
    chosen: str
    are_shares: bool


def example(row: int) -> Callable[[Run], tuple[str, ...]]:
    """The question for an example of the data (from 0) as one would type it, a text for each input."""

    def ask(run: Run) -> tuple[str, ...]:
        at = row % run.data.rows
        return tuple(
            _typed(array[at], labels) for array, labels in zip(run.data.inputs, labels_of(run), strict=True)
        )

    return ask


def asked(texts: tuple[str, ...]) -> Callable[[Run], Said]:
    """The question what the network says of these inputs, typed in the data's own units.

    Raises, when asked:
        Unreadable: when they are no such inputs.
    """

    def ask(run: Run) -> Said:
        ports = run.document.data.inputs
        given = zip(texts, ports, labels_of(run), strict=True)
        inputs = [_read(text, port, labels, run.document.data)[None] for text, port, labels in given]
        found = outputs(run, inputs)
        if not tells_classes(run.document):
            called = _output_names(run, found.shape[1])
            return Said(tuple(zip(called, found[0].tolist(), strict=True)), "", False)
        names, said = class_names(run), verdict(run, found)
        count = said.scores.shape[1]
        called = [names[at] if at < len(names) else str(at + 1) for at in range(count)]
        rows = tuple(zip(called, said.scores[0].tolist(), strict=True))
        return Said(rows, called[int(said.said[0])], said.are_shares)

    return ask


def _output_names(run: Run, count: int) -> list[str]:
    port = run.document.data.target
    labels = run.data.labels[-1] if run.data.labels else Labels(port.name)
    if len(labels.columns) == count:
        return list(labels.columns)
    return [port.name] if count == 1 else [f"{port.name}{place}" for place in range(1, count + 1)]


def _read(text: str, port: Port, labels: Labels, data: Data) -> np.ndarray:
    """One row of an input."""
    if port.kind == "index":
        return _indices(text, port, labels, dict(data.options).get("unit", WORDS))
    parts = text.replace(",", " ").replace(";", " ").replace("−", "-").split()
    size = int(np.prod(port.dims))
    if len(parts) != size:
        raise Unreadable(f"{port.name}: expected {_counted(size)}, but there are {len(parts)}.")
    values = []
    for part in parts:
        try:
            value = float(part)
        except ValueError:
            raise Unreadable(f"{port.name}: {part!r} is not a number.") from None
        if not np.isfinite(value):
            raise Unreadable(f"{port.name}: {part!r} is no finite number.")
        values.append(value)
    return np.array(values).reshape(port.dims)


def _indices(text: str, port: Port, labels: Labels, unit: str) -> np.ndarray:
    """Words by their index, filled up as the data is; or whole numbers, or a category's name."""
    size = int(np.prod(port.dims))
    known = {name.lower(): place for place, name in enumerate(labels.values, 1)}
    if labels.values[:1] == ("(padding)",):
        found = [known.get(token, UNKNOWN) for token in tokens(text, LETTERS if unit == LETTERS else WORDS)]
        return np.array((found + [PADDING] * size)[:size], dtype=np.int64).reshape(port.dims)
    parts = text.split() if size > 1 else [text.strip()]
    if len(parts) != size:
        raise Unreadable(f"{port.name}: expected {_counted(size)}, but there are {len(parts)}.")
    return np.array([_index(part, port, known) for part in parts], dtype=np.int64).reshape(port.dims)


def _index(part: str, port: Port, known: dict[str, int]) -> int:
    if part.lower() in known:
        return known[part.lower()]
    if part.isdecimal() and 1 <= int(part) <= port.high:
        return int(part)
    names = f" or one of {', '.join(list(known)[:6])}" if known else ""
    raise Unreadable(f"{port.name}: {part!r} is no index: a whole number from 1 to {port.high}{names}.")


def _typed(values: np.ndarray, labels: Labels) -> str:
    """A row as one would type it."""
    flat = np.asarray(values).reshape(-1)
    if flat.dtype.kind != "i":
        return ", ".join(f"{value:.4g}" for value in flat.tolist())
    if labels.values[:1] == ("(padding)",):
        return " ".join(labels.said(int(value)) for value in flat if value != PADDING)
    return " ".join(labels.said(int(value)) for value in flat)


def _counted(size: int) -> str:
    return "one number" if size == 1 else f"{size} numbers, parted by commas or spaces"
