"""What the network says along one input: the curve that it has learnt, with the examples."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.document.model import Document
from app.training.questions.answering import outputs
from app.training.questions.points import drawn_rows, held_rows
from app.training.questions.surface import MARGIN
from app.training.questions.verdict import class_names, tells_classes, true_classes, verdict
from app.training.run import Run

POINTS = 240


@dataclass(frozen=True, slots=True)
class LearntCurve:
    """`x` and the outputs there, points×outputs; the examples' inputs and targets, and which are held out.

    For classes the outputs are the share of each, and the targets are 1 for the class that is right, else 0.
    `names` are those of the outputs.
    """

    x: np.ndarray
    y: np.ndarray
    inputs: np.ndarray
    targets: np.ndarray
    held: np.ndarray
    names: tuple[str, ...]


def why_not(document: Document) -> str:
    """Why there is no curve; empty when there is one."""
    inputs = document.data.inputs
    if len(inputs) != 1 or inputs[0].kind != "real" or math.prod(inputs[0].dims) != 1:
        return "A curve needs data with one number as its input."
    if document.data.target.kind != "real" and not tells_classes(document):
        return "A curve needs a target of numbers, or of classes and a criterion for them."
    return ""


def curve(run: Run) -> LearntCurve:
    """The outputs along the data's range."""
    values = run.data.inputs[0]
    flat = values.reshape(-1)
    room = MARGIN * float(np.ptp(flat)) or 1.0
    x = np.linspace(flat.min() - room, flat.max() + room, POINTS)
    y = outputs(run, (x.reshape(POINTS, *values.shape[1:]),))
    rows = drawn_rows(run)
    held = held_rows(run)[rows]
    if tells_classes(run.document):
        shares, names = verdict(run, y).scores, class_names(run)
        right = np.eye(max(shares.shape[1], len(names)))[true_classes(run)[rows]]
        return LearntCurve(x, shares, flat[rows], right, held, names)
    targets = run.data.target.reshape(run.data.rows, -1)[rows]
    name = run.document.data.target.name
    count = y.shape[1]
    names = (name,) if count == 1 else tuple(f"{name}{place}" for place in range(1, count + 1))
    return LearntCurve(x, y, flat[rows], targets, held, names)
