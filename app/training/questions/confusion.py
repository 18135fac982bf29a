"""How often each class is taken for each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.document.model import Document
from app.training.questions.answering import outputs
from app.training.questions.points import drawn_rows, held_rows
from app.training.questions.verdict import class_names, tells_classes, true_classes, verdict
from app.training.run import Run

MOST = 5000
"""Of more examples so many are looked at, evenly chosen."""
CLASSES = 40


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts, rows by the true class, columns by what is said: of what is trained on, and of what is held
    out. `rows` is how many examples the data has.
    """

    names: tuple[str, ...]
    trained: np.ndarray
    held: np.ndarray
    rows: int


def why_not(document: Document) -> str:
    """Why there is no such table; empty when there is one."""
    if not tells_classes(document):
        return "This needs a target of classes and a criterion for them, such as ClassNLLCriterion."
    if document.data.target.high > CLASSES:
        return f"There are more than {CLASSES} classes, too many for a table."
    return ""


def confusion(run: Run) -> Confusion:
    """The counts as the network is now."""
    rows, names = drawn_rows(run, MOST), class_names(run)
    said = verdict(run, outputs(run, [array[rows] for array in run.data.inputs])).said
    true, held = true_classes(run)[rows], held_rows(run)[rows]
    return Confusion(
        names, _counts(true[~held], said[~held], names), _counts(true[held], said[held], names), run.data.rows
    )


def _counts(true: np.ndarray, said: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    size = max(len(names), int(said.max(initial=-1)) + 1)
    counts = np.zeros((size, size), np.int64)
    np.add.at(counts, (true, said), 1)
    return counts
