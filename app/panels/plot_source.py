"""Where a plot's lines come from: of the runner's curves, the stretch that is seen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.document.described import title
from app.document.index import index
from app.document.model import Document, NodeId
from app.panels.plot_ranges import Range, grown
from app.panels.plot_trace import Trace
from app.runner import Runner
from app.session import Session
from app.training.curve import Curve, Line
from app.training.curves import Measured
from app.training.score import kind

Window = tuple[float, float, int]
"""The first and the last x that can be seen, and the pixels between them."""
WHOLE: Window = (-math.inf, math.inf, 0)
"""All there is, point by point."""

Points = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, slots=True)
class Ghost:
    """Another run: its name, and by epoch what there is of its losses and of its accuracy or R².

    `kind` says which of these two the scores are: "Accuracy" or "R²".
    """

    name: str
    losses: Points
    validations: Points | None = None
    scores: Points | None = None
    validation_scores: Points | None = None
    kind: str = ""


class Source(Protocol):
    """The lines of one plot."""

    @property
    def x_name(self) -> str:
        """What x counts: "epoch" or "batch"."""

    def range(self) -> Range | None:
        """From where to where x goes; None while there is nothing."""

    def traces(self, window: Window, log: bool) -> list[Trace]:
        """The lines; `log` says whether the axis of x is logarithmic."""


class LossSource:
    """The loss by epoch, with that of examples held out and those of other runs; or by batch."""

    def __init__(self, session: Session, runner: Runner) -> None:
        self._session, self._runner = session, runner
        self.by_batch = False
        self.ghosts: Sequence[Ghost] = ()

    @property
    def x_name(self) -> str:
        return "batch" if self.by_batch else "epoch"

    def range(self) -> Range | None:
        curves = self._runner.curves
        if self.by_batch:
            return _grown(curves.batches)
        return epochs(self._session, curves.epochs, _ends([ghost.losses for ghost in self.ghosts]))

    def traces(self, window: Window, log: bool) -> list[Trace]:
        curves = self._runner.curves
        if self.by_batch:
            return [trace("loss", "loss", curves.batches, window, log)]
        held_out = len(curves.validation) > 0
        found = [trace("loss", "training" if held_out else "loss", curves.epochs, window, log)]
        if held_out:
            found.append(trace("validation", "validation", curves.validation, window, log))
        pairs = [(ghost.name, ghost.losses, ghost.validations) for ghost in self.ghosts]
        return [*found, *_ghost_traces(pairs, held_out)]


class ScoreSource:
    """Accuracy or R² by epoch, in training and on examples held out."""

    x_name = "epoch"

    def __init__(self, session: Session, runner: Runner) -> None:
        self._session, self._runner = session, runner
        self.ghosts: Sequence[Ghost] = ()

    @property
    def title(self) -> str:
        """What is shown: "Accuracy" or "R²"; "" where neither fits the criterion."""
        criterion = self._session.document.criterion
        return (kind(criterion.module) if criterion else None) or ""

    def range(self) -> Range | None:
        curves = self._runner.curves
        own = curves.scores if len(curves.scores) else curves.validation_scores
        return epochs(self._session, own, _ends([scores for _, scores, _ in self._pairs()]))

    def _pairs(self) -> list[Pair]:
        """Of the other runs those that were measured in the same way."""
        alike = [ghost for ghost in self.ghosts if ghost.kind == self.title]
        return [(ghost.name, ghost.scores, ghost.validation_scores) for ghost in alike]

    def traces(self, window: Window, log: bool) -> list[Trace]:
        if not self.title:
            return []
        curves = self._runner.curves
        held_out = len(curves.validation_scores) > 0
        name = (
            "training"
            if held_out
            else self.title[0].lower() + self.title[1:]
            if len(self.title) > 2
            else "R²"
        )
        found = [trace("loss", name, curves.scores, window, log)]
        if held_out:
            found.append(trace("validation", "validation", curves.validation_scores, window, log))
        return [*found, *_ghost_traces(self._pairs(), held_out)]


class NodeSource:
    """One measure of every node that is trained, by step."""

    x_name = "batch"

    def __init__(self, session: Session, runner: Runner, what: Measured) -> None:
        self._session, self._runner, self._what = session, runner, what

    def range(self) -> Range | None:
        return _grown(self._runner.curves.batches)

    def traces(self, window: Window, log: bool) -> list[Trace]:
        curves = self._runner.curves
        names = line_names(self._session.document, curves.nodes)
        drawn = curves.drawn(self._what, *window, log=log)
        return [
            Trace(node, names[node], *line, course(line, means) if window[2] else None)
            for node, (line, means) in zip(curves.nodes, drawn, strict=True)
        ]


Pair = tuple[str, Points | None, Points | None]
"""A run's name, and one measure of it in training and on what is held out."""


def _ghost_traces(pairs: Sequence[Pair], held_out: bool) -> list[Trace]:
    """Lines of other runs; on what is held out where the run at hand has such a line too."""
    found = []
    for place, (name, training, validation) in enumerate(pairs):
        both = held_out and validation is not None
        if training is not None:
            found.append(
                Trace(("ghost", place), f"{name} training" if both else name, *training, role="ghost")
            )
        if held_out and validation is not None:
            found.append(Trace(("ghost validation", place), f"{name} validation", *validation, role="ghost"))
    return found


def _ends(lines: Sequence[Points | None]) -> list[float]:
    return [float(line[0][-1]) for line in lines if line is not None and len(line[0])]


def trace(key: object, name: str, curve: Curve, window: Window, log: bool) -> Trace:
    """A curve's line."""
    line, means = curve.drawn(*window, log=log)[0]
    return Trace(key, name, *line, course(line, means) if window[2] and len(line[0]) > 2 else None)


def course(line: Line, means: Line) -> Line | None:
    """The means, where the line's own points are too many to be told apart."""
    return means if len(means[0]) < len(line[0]) else None


def epochs(session: Session, curve: Curve, others: Sequence[float]) -> Range | None:
    """The range of an axis of epochs: up to the last of a short run, or with room to grow."""
    if not len(curve):
        return (1.0, max(others)) if others and max(others) > 1 else None
    first, last = curve.range
    goal = session.document.training.epochs
    end = goal if last <= goal <= max(20, 4 * last) else grown(last)  # or it would be tiny at first
    return first, max(end, first + 1, *others)


def _grown(curve: Curve) -> Range | None:
    first, last = curve.range
    return (first, max(grown(last), first + 1)) if len(curve) else None


def line_names(document: Document, nodes: Sequence[NodeId]) -> dict[NodeId, str]:
    """A name for each node's line: its label, or its name and sizes; numbered where several are alike."""
    known = index(document).nodes
    plain = {id: (known[id].label or title(known[id])) if id in known else "removed" for id in nodes}
    often = Counter(plain.values())
    count: Counter[str] = Counter()
    names = {}
    for id, name in plain.items():
        count[name] += 1
        names[id] = f"{name} {count[name]}" if often[name] > 1 else name
    return names
