"""What the data looks like in figures: ranges, counts of classes, some pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.document.model import Data, Port
from app.training.examples import Examples
from app.training.labels import Labels
from app.training.reading import progress

SINGLY = 16
"""An input of more numbers than these is told of as a whole."""
PICTURES = 12
CLASSES = 1000


@dataclass(frozen=True, slots=True)
class Range:
    """The least, the mean and the greatest of a column, or of all numbers of an input."""

    name: str
    low: float
    mean: float
    high: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Count:
    """How many examples there are of a class; `number` is its index."""

    number: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """All of it. `pictures` are the first ones as bytes, height×width×channels; `answers` what they show."""

    rows: int
    columns: int
    ranges: tuple[Range, ...]
    counts: tuple[Count, ...]
    pictures: tuple[np.ndarray, ...]
    answers: tuple[str, ...]


def described(data: Data, examples: Examples) -> Statistics:
    """The figures of `examples`, which are as `data` says."""
    ports = (*data.inputs, data.target)
    arrays = (*examples.inputs, examples.target)
    labels = examples.labels or tuple(Labels(port.name) for port in ports)
    ranges: list[Range] = []
    for place, (port, array, label) in enumerate(zip(ports, arrays, labels, strict=True)):
        progress(place, len(ports))
        if not _is_class(port) or place + 1 < len(ports):
            ranges += _ranges(port, array, label)
    pictures, answers = _pictures(examples, labels)
    width = sum(math.prod(port.dims) for port in ports)
    return Statistics(
        examples.rows,
        width,
        tuple(ranges),
        _counts(data.target, examples.target, labels[-1]),
        pictures,
        answers,
    )


def column_names(port: Port, labels: Labels) -> list[str]:
    """What the numbers of a row are called: by their own names, or numbered."""
    if labels.columns and (len(labels.columns),) == (port.dims or (1,)):
        return list(labels.columns)
    count = math.prod(port.dims)
    return [f"{port.name}{place}" for place in range(1, count + 1)] if port.dims else [port.name]


def _ranges(port: Port, array: np.ndarray, labels: Labels) -> list[Range]:
    count = math.prod(port.dims)
    if not array.size:
        return []
    if count > SINGLY or labels.picture or (count > 1 and labels.values):
        return [_range(f"{port.name} (all {count:,})", array)]
    flat = array.reshape(len(array), -1)
    return [_range(name, flat[:, at]) for at, name in enumerate(column_names(port, labels))]


def _range(name: str, values: np.ndarray) -> Range:
    return Range(name, float(values.min()), float(values.mean()), float(values.max()), float(values.std()))


def _is_class(port: Port) -> bool:
    return port.kind == "index" and not port.dims


def _counts(port: Port, target: np.ndarray, labels: Labels) -> tuple[Count, ...]:
    if not _is_class(port) or not 0 < port.high <= CLASSES:
        return ()
    counts = np.bincount(target, minlength=port.high + 1)[1:]
    return tuple(Count(n, labels.said(n), int(count)) for n, count in enumerate(counts, 1))


def _pictures(
    examples: Examples, labels: tuple[Labels, ...]
) -> tuple[tuple[np.ndarray, ...], tuple[str, ...]]:
    """One of each class first, as far as there is room."""
    found = [(array, label.picture) for array, label in zip(examples.inputs, labels, strict=False)]
    for array, size in found:
        if size:
            chosen = _mixed(examples.target)
            shown = tuple(_bytes(array[row].reshape(size)) for row in chosen)
            answers = tuple(_answer(examples.target[row], labels[-1]) for row in chosen)
            return shown, answers
    return (), ()


def _mixed(target: np.ndarray) -> list[int]:
    """Rows to show: the first of each class, then whatever comes first."""
    first = np.unique(target, return_index=True)[1].tolist() if target.ndim == 1 else []
    rest = [row for row in range(min(len(target), 2 * PICTURES)) if row not in first]
    return [int(row) for row in [*first, *rest][:PICTURES]]


def _answer(value: np.ndarray, labels: Labels) -> str:
    return labels.said(value.item()) if value.size == 1 else ""


def _bytes(picture: np.ndarray) -> np.ndarray:
    return np.asarray(np.round(np.clip(picture, 0, 1) * 255), np.uint8).transpose(1, 2, 0)
