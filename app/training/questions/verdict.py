"""Outputs read as classes: which one each says, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.document.model import Document
from app.training.labels import Labels
from app.training.run import Run
from app.training.score import BORDERS, CLASSES


@dataclass(frozen=True, slots=True)
class Verdict:
    """For each row the class that is said (from 0), and how likely each is (N×classes, or raw scores)."""

    said: np.ndarray
    scores: np.ndarray
    are_shares: bool


def tells_classes(document: Document) -> bool:
    """Whether the model is trained to tell classes apart."""
    name = document.criterion.module if document.criterion else ""
    target = document.data.target
    if name in CLASSES:
        return target.kind == "index" and not target.dims
    return name in BORDERS and target.dims in ((), (1,))


def class_names(run: Run) -> tuple[str, ...]:
    """What the classes are called, in their order."""
    target, port = run.data.target, run.document.data.target
    if port.kind == "index":
        labels = run.data.labels[-1] if run.data.labels else Labels(port.name)
        return tuple(labels.said(number) for number in range(1, port.high + 1))
    return tuple(f"{value:g}".replace("-", "−") for value in np.unique(target).tolist())


def true_classes(run: Run) -> np.ndarray:
    """The class of each row of the data, from 0."""
    target = run.data.target.reshape(run.data.rows)
    if target.dtype.kind == "i":
        return target - 1
    return np.searchsorted(np.unique(target), target)


def verdict(run: Run, outputs: np.ndarray) -> Verdict:
    """Outputs N×classes, or N×1 of yes and no, as classes."""
    criterion = run.document.criterion
    name = criterion.module if criterion else ""
    if name in BORDERS:
        column = outputs[:, 0]
        yes = np.clip(column, 0, 1) if name == "BCECriterion" else 1 / (1 + np.exp(-column))
        return Verdict((column > BORDERS[name]).astype(np.int64), np.stack([1 - yes, yes], axis=1), True)
    if name == "ClassNLLCriterion":
        shares = np.exp(outputs)
    elif name == "CrossEntropyCriterion":
        shares = np.exp(outputs - outputs.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
    else:
        return Verdict(outputs.argmax(axis=1), outputs, False)
    return Verdict(outputs.argmax(axis=1), shares, True)
