"""What the network says all over a plane: two inputs vary, others stay at their mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.document.model import Document
from app.training.labels import Labels
from app.training.questions.answering import labels_of, outputs
from app.training.questions.points import drawn_rows, held_rows
from app.training.questions.verdict import class_names, tells_classes, true_classes, verdict
from app.training.run import Run
from app.training.statistics import column_names

SIDE = 56
"""The grid has so many points each way."""
MARGIN = 0.08
"""The share of the data's range that is shown beyond it."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Surface:
    """The answers on a grid, the first row at the bottom, and the examples.

    Attributes:
        x, y: the ranges that are shown.
        classes: the class (from 0) that is said at each point of the grid; None where numbers are predicted.
        values: how sure it is of that, from 0 (a guess) to 1; or the number that is predicted.
        points: the examples, N×2; `answers` their classes (from 0) or numbers; `held` those held out.
        names: what the classes are called; empty for numbers.
        columns: what all the inputs are called.
        outputs: what the numbers are called of which one is shown; empty for classes.
    """

    x: Range
    y: Range
    classes: np.ndarray | None
    values: np.ndarray
    points: np.ndarray
    answers: np.ndarray
    held: np.ndarray
    names: tuple[str, ...]
    columns: tuple[str, ...]
    outputs: tuple[str, ...] = ()


def why_not(document: Document) -> str:
    """Why there is no surface; empty when there is one."""
    inputs = document.data.inputs
    if len(inputs) != 1 or inputs[0].kind != "real" or len(inputs[0].dims) != 1:
        return "A surface needs data with one input that is a row of numbers."
    if inputs[0].dims[0] < 2:
        return "A surface needs two inputs that vary; this data has one. See the curve."
    return ""


def surface(across: int = 0, up: int = 1, output: int = 0) -> Callable[[Run], Surface]:
    """The question for a surface over two of the input's columns, of one of the numbers that are predicted.

    All are counted from 0; the last one there is stands for any beyond it.
    """

    def ask(run: Run) -> Surface:
        values = run.data.inputs[0]
        x, y = (_range(values[:, column]) for column in (across, up))
        grid = np.tile(values.mean(axis=0), (SIDE * SIDE, 1))
        grid[:, across] = np.tile(np.linspace(*x, SIDE), SIDE)
        grid[:, up] = np.repeat(np.linspace(*y, SIDE), SIDE)
        found = outputs(run, (grid,))
        rows = drawn_rows(run)
        points = values[rows][:, [across, up]]
        held = held_rows(run)[rows]
        columns = tuple(column_names(run.document.data.inputs[0], labels_of(run)[0]))
        if tells_classes(run.document):
            said = verdict(run, found)
            sure = _sureness(said.scores) if said.are_shares else np.ones(len(found))
            classes, names = said.said.reshape(SIDE, SIDE), class_names(run)
            shown = sure.reshape(SIDE, SIDE)
            return Surface(x, y, classes, shown, points, true_classes(run)[rows], held, names, columns)
        targets = run.data.target.reshape(run.data.rows, -1)[rows].astype(np.float64)
        height = found[:, min(output, found.shape[1] - 1)].reshape(SIDE, SIDE)
        target = targets[:, min(output, targets.shape[1] - 1)]
        called = output_names(run.document, run.data.labels[-1] if run.data.labels else None)
        return Surface(x, y, None, height, points, target, held, (), columns, called)

    return ask


def output_names(document: Document, labels: Labels | None = None) -> tuple[str, ...]:
    """What the numbers that are predicted are called; empty for classes."""
    if tells_classes(document):
        return ()
    target = document.data.target
    return tuple(column_names(target, labels or Labels(target.name)))


def _sureness(shares: np.ndarray) -> np.ndarray:
    """From 0, where all classes are as likely, to 1."""
    least = 1 / shares.shape[1]
    return np.asarray(np.clip((shares.max(axis=1) - least) / (1 - least), 0, 1))


def _range(values: np.ndarray) -> Range:
    low, high = float(values.min()), float(values.max())
    room = MARGIN * (high - low) or 1.0
    return low - room, high + room
