"""numpy's files: the arrays of an .npz, the columns of a table in an .npy, or an .npy beside another."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from app.training import arrays
from app.training.classes import numbered
from app.training.columns import Entry, Inspection
from app.training.examples import DataError, Examples
from app.training.labels import Labels
from app.training.options import Columns, FileName, located
from app.training.source import STANDARDISE, Source
from nncore.random import Generator
from nncore.spec import Choice

AUTO, NUMBERS, CLASSES = "auto", "numbers", "classes"
TARGETS = ("y", "target", "targets", "label", "labels", "class", "classes", "y_train")
FILTER = "numpy arrays (*.npy *.npz)"
TARGET = "target"


def _inspect(options: SimpleNamespace, folder: Path | None) -> Inspection:
    path = located(options.path, folder)
    headers = arrays.headers(path)
    rows = max((header.shape[0] for header in headers.values() if header.shape), default=0)
    names = _names(path, headers, options)
    entries = tuple(Entry(name, words) for name, words in names.items())
    return Inspection(entries, rows, True, _suggested(tuple(names)))


def _names(path: Path, headers: dict[str, arrays.Header], options: SimpleNamespace) -> dict[str, str]:
    """What can be chosen, each with words about it: arrays, or the columns of the one table."""
    only = next(iter(headers.values())) if len(headers) == 1 else None
    if path.suffix != ".npy" or only is None:
        return {name: header.words for name, header in headers.items()}
    if options.answers_path:
        return {"array": only.words, TARGET: f"from {Path(options.answers_path).name}"}
    if len(only.shape) != 2 or only.shape[1] < 2:
        raise DataError(
            f"{path.name} holds one array, {only.words}, and so no target. Choose a second file for the "
            "target, or "
            "save both with numpy.savez(path, x=..., y=...)."
        )
    return {f"column {place}": only.kind.name for place in range(1, only.shape[1] + 1)}


def _suggested(names: tuple[str, ...]) -> dict[str, Any]:
    """The array that is called like a target, or else the last."""
    called = [name for name in names if name.lower() in TARGETS]
    target = called[0] if called else names[-1]
    return {"inputs": tuple(n for n in names if n != target), "indices": (), "target": (target,)}


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    if not options.path:
        raise DataError("No file is chosen. Choose a file that numpy wrote: .npz or .npy.")
    if not (options.inputs or options.indices) or len(options.target) != 1:
        raise DataError("Choose at least one array that goes in, and one that is to be predicted.")
    found = _chosen(located(options.path, folder), options, folder)
    _check_rows(found)
    target, names = _target(found[options.target[0]], options)
    inputs = [_indices(name, found[name]) for name in options.indices]
    labels = [Labels(name) for name in options.indices]
    for name, columns, array in _grouped(options.inputs, found):
        inputs.append(_numbers(name, array))
        labels.append(Labels(name, columns))
    labels.append(Labels(options.target[0], values=names))
    return Examples(tuple(inputs), target, tuple(labels))


def _chosen(path: Path, options: SimpleNamespace, folder: Path | None) -> dict[str, np.ndarray]:
    names = (*options.indices, *options.inputs, *options.target)
    if path.suffix != ".npy":
        return arrays.read(path, names)
    whole = arrays.read(path, ("array",))["array"]
    if options.answers_path:
        answers = arrays.read(located(options.answers_path, folder), ("array",))["array"]
        known = {"array": whole, TARGET: answers}
    else:
        columns = range(whole.shape[1] if whole.ndim == 2 else 0)
        known = {f"column {place + 1}": whole[:, place] for place in columns}
    for name in names:
        if name not in known:
            raise DataError(
                f"{path.name} has no {name}. Choose again what goes in and what is to be predicted."
            )
    return {name: known[name] for name in names}


def _check_rows(found: dict[str, np.ndarray]) -> None:
    sizes = {name: len(array) if array.ndim else 0 for name, array in found.items()}
    if len(set(sizes.values())) > 1:
        said = ", ".join(f"{name} has {count:,}" for name, count in sizes.items())
        raise DataError(f"The arrays differ in their number of rows, the first dimension: {said}.")
    if not any(sizes.values()):
        raise DataError("The arrays have no rows.")


def _grouped(
    names: tuple[str, ...], found: dict[str, np.ndarray]
) -> list[tuple[str, tuple[str, ...], np.ndarray]]:
    """Single columns side by side as one input; arrays of more dimensions each as one of its own."""
    flat = tuple(name for name in names if found[name].ndim == 1)
    groups: list[tuple[str, tuple[str, ...], np.ndarray]]
    groups = [(name, (), found[name]) for name in names if found[name].ndim != 1]
    if flat:
        joined = np.stack([found[name] for name in flat], axis=1)
        groups.append((flat[0] if len(flat) == 1 else "x", flat, joined))
    return groups


def _numbers(name: str, array: np.ndarray) -> np.ndarray:
    values = np.array(array, dtype=np.float64)
    if not np.isfinite(values).all():
        place = np.unravel_index(int(np.argmin(np.isfinite(values))), values.shape)
        where = ", ".join(str(int(at) + 1) for at in place)
        raise DataError(
            f"{name} at [{where}] (counted from 1) is {values[place]}, which is no number to learn."
        )
    return values


def _indices(name: str, array: np.ndarray) -> np.ndarray:
    values = _numbers(name, array)
    if (values != np.floor(values)).any() or values.min() < 1:
        raise DataError(
            f"{name} is no array of indices: it has {values.min():.6g}. Expected whole numbers from 1."
        )
    return values.astype(np.int64)


def _target(array: np.ndarray, options: SimpleNamespace) -> tuple[np.ndarray, tuple[str, ...]]:
    values = _numbers(options.target[0], array)
    column = values.reshape(-1) if values.size == len(values) else values
    whole = column.ndim == 1 and bool((column == np.floor(column)).all())
    if options.answers == CLASSES or (options.answers == AUTO and whole and _few(array, column)):
        if not whole:
            raise DataError(
                f"{options.target[0]} is no array of classes: expected one whole number in each row."
            )
        return numbered(column.astype(np.int64))
    return values, ()


def _few(array: np.ndarray, column: np.ndarray) -> bool:
    """Whether whole numbers look like classes: each occurs twice on average, or they are no floats at all."""
    different = len(np.unique(column))
    return 2 * different <= len(column) and (array.dtype.kind in "iub" or different <= 20)


def _takes(path: Path) -> dict[str, Any] | None:
    return {"path": str(path)} if path.suffix.lower() in (".npy", ".npz") else None


SOURCE = Source(
    name="array_file",
    title="numpy arrays",
    summary="Arrays of your own: an .npz with inputs and target, or an .npy table.",
    options=(
        FileName("path", "the file", default="", title="Arrays", filter=FILTER),
        FileName(
            "answers_path", "a second .npy file with the target", default="", title="Target", filter=FILTER
        ),
        Columns("inputs", "arrays or columns of numbers that go in", default=()),
        Columns("indices", "arrays of whole numbers from 1 that go in as indices", default=()),
        Columns("target", "the array or column that is to be predicted", default=()),
        Choice(
            "answers",
            "whether the target is numbers or classes; whole numbers are classes, numbered from 1",
            default=AUTO,
            options=(AUTO, NUMBERS, CLASSES),
        ),
        STANDARDISE,
    ),
    draws=_draw,
    inspects=_inspect,
    takes=_takes,
)
