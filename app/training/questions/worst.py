"""The examples on which the network does worst."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.training.questions.answering import outputs, twin
from app.training.questions.points import drawn_rows, held_rows
from app.training.questions.verdict import class_names, tells_classes, true_classes, verdict
from app.training.run import Run

MOST = 2000
"""Of more examples so many are looked at, evenly chosen."""
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Bad:
    """One example: its row (from 1), its loss, what was right and what the network says, and its inputs.

    `picture` is the example as bytes, height×width×channels, where it is one.
    """

    row: int
    loss: float
    right: str
    said: str
    inputs: str
    held: bool
    picture: np.ndarray | None


@dataclass(frozen=True, slots=True)
class Worst:
    """The worst ones, the worst first, of `looked` examples out of `rows`."""

    examples: tuple[Bad, ...]
    looked: int
    rows: int


def worst(run: Run) -> Worst:
    """The worst examples as the network is now, by the criterion's loss of each alone."""
    rows = drawn_rows(run, MOST)
    found = outputs(run, [array[rows] for array in run.data.inputs])
    losses = _losses(run, found, rows)
    order = np.argsort(-losses, kind="stable")[:SHOWN]
    right, said = _words(run, found[order], rows[order])
    held = held_rows(run)
    examples = tuple(
        Bad(
            int(rows[at]) + 1,
            float(losses[at]),
            right[place],
            said[place],
            _inputs(run, int(rows[at])),
            bool(held[rows[at]]),
            _picture(run, int(rows[at])),
        )
        for place, at in enumerate(order)
    )
    return Worst(examples, len(rows), run.data.rows)


def _losses(run: Run, found: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Each example's own loss; one that is no number counts as the worst."""
    target = run.data.target
    name = run.document.criterion.module if run.document.criterion else ""
    if name == "ClassNLLCriterion" and not dict(
        run.document.criterion.args if run.document.criterion else ()
    ):
        losses = -found[np.arange(len(rows)), target[rows] - 1]
    else:
        criterion = twin(run).criterion
        like = run.data.target.shape[1:]
        shaped = found.reshape(len(found), *like) if found[0].size == int(np.prod(like)) else found
        losses = np.array(
            [criterion.forward(shaped[at : at + 1], target[row : row + 1]) for at, row in enumerate(rows)]
        )
    return np.where(np.isnan(losses), np.inf, losses)


def _words(run: Run, found: np.ndarray, rows: np.ndarray) -> tuple[list[str], list[str]]:
    """What was right and what is said, for each of these rows."""
    if tells_classes(run.document):
        names, said = class_names(run), verdict(run, found).said
        called = [names[at] if at < len(names) else str(at + 1) for at in said]
        return [names[at] for at in true_classes(run)[rows]], called
    targets = run.data.target[rows].reshape(len(rows), -1)
    return [_numbers(row) for row in targets], [_numbers(row) for row in found]


def _inputs(run: Run, row: int) -> str:
    """An example's inputs in a line; indices by what they stand for."""
    parts = []
    for place, array in enumerate(run.data.inputs):
        values = array[row].reshape(-1)
        labels = run.data.labels[place] if run.data.labels else None
        if labels and labels.values and array.dtype.kind == "i":
            words = [labels.said(int(value)) for value in values if value > 1 or len(labels.values) < 3]
            parts.append(" ".join(words))
        else:
            parts.append(_numbers(values))
    return "; ".join(parts)


def _numbers(values: np.ndarray, most: int = 6) -> str:
    shown = ", ".join(f"{value:.3g}".replace("-", "−") for value in values[:most].tolist())
    return shown + (", …" if len(values) > most else "")


def _picture(run: Run, row: int) -> np.ndarray | None:
    for array, labels in zip(run.data.inputs, run.data.labels, strict=False):
        if labels.picture:
            pixels = np.clip(array[row].reshape(labels.picture), 0, 1)
            return np.asarray(np.round(pixels * 255), np.uint8).transpose(1, 2, 0)
    return None
