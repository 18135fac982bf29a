"""One step of training, watched: what came, what was left, where it went."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.training.fault import TrainingFault
from app.training.run import Run
from nncore.random import using

SCALES = (1.0, 0.3, 0.1, 0.03, 0.01, 1e-3, 1e-4)
"""Shares of a step at which the loss is looked at."""
FEW = (1.0, 0.1, 0.01)
"""The same for a network that takes long."""

Sizes = tuple[tuple[int, ...], ...]
"""The sizes of a tensor, or of each tensor of a table."""


@dataclass
class Step:
    """What was seen of one step. What it did not come to is empty or NaN.

    Attributes:
        entered: what entered the network; `target`: what its output was compared with.
        output: what came out, with the sizes of it and of the gradOutput that backward was given.
        left: the length of the gradient that was there already when backward began.
        gradient: the gradient of this batch alone.
        change: what the update added to the parameters.
        losses: the batch's loss before the step, then at each share of it in `scales`.
        fault: what stopped it.
    """

    entered: Any
    target: np.ndarray
    output: Any = None
    left: float = 0.0
    sizes: Sizes = ()
    given: Sizes = ()
    gradient: np.ndarray = field(default_factory=lambda: np.empty(0))
    change: np.ndarray = field(default_factory=lambda: np.empty(0))
    losses: tuple[float, ...] = ()
    scales: tuple[float, ...] = ()
    fault: TrainingFault | None = None

    @property
    def cosine(self) -> float:
        """Of the angle between the update and the way down: 1 straight down, −1 straight up. NaN: no way."""
        if not self.change.any() or not self.gradient.any():
            return math.nan
        change = self.change / np.abs(self.change).max()  # however far a run has gone, nothing overflows
        gradient = self.gradient / np.abs(self.gradient).max()
        return -float(change @ gradient) / float(np.linalg.norm(change) * np.linalg.norm(gradient))


def watched(run: Run, scales: tuple[float, ...] = ()) -> Step:
    """Has a run that is nobody else's make one step; looks at the losses at these shares of it, too."""
    entering, target, _ = run.batches.next(run.batch_size, run.generator)
    seen = Step(copied(entering), np.array(target))
    layout = run.layout
    before, left = layout.parameters.copy(), layout.gradients.copy()
    random = run.generator.state()
    try:
        with using(run.generator), np.errstate(all="ignore"):
            _look(run, entering, target, seen)
            layout.gradients[...] = left
            run.generator.restore(random)
            _go(run, entering, target, seen)
            seen.change = layout.parameters - before
            if scales:
                seen.scales = scales
                seen.losses = _along(run, entering, target, before, seen, random)
    except TrainingFault as fault:
        seen.fault = fault
    except Exception as error:  # as a run has it: whatever it is, it is told
        seen.fault = run.network.failed(error, run.document.root.id)
    if run.batches.position >= run.batches.rows:
        run.batches.begin()
    return seen


def _look(run: Run, entering: Any, target: np.ndarray, seen: Step) -> None:
    """The batch's own gradient, by a pass that begins at zero."""
    run.layout.zero_gradients()
    with Watching(run, seen):
        run.network.evaluate(entering, target)
    seen.gradient = run.layout.gradients.copy()


def _go(run: Run, entering: Any, target: np.ndarray, seen: Step) -> None:
    """The step itself."""
    with Watching(run, seen):
        run.optimise(entering, target)


class Watching:
    """Notes what backward finds and is given, at its first call."""

    def __init__(self, run: Run, seen: Step) -> None:
        self._run, self._seen, self._derive = run, seen, run.network.derive
        self._is_first = True

    def __enter__(self) -> None:
        self._run.network.derive = self._derived

    def __exit__(self, *_: object) -> None:
        self._run.network.derive = self._derive

    def _derived(self, output: Any, target: Any) -> Any:
        gradient = self._derive(output, target)
        if self._is_first:
            self._is_first = False
            gradients = self._run.layout.gradients
            self._seen.left = float(np.linalg.norm(gradients))
            self._seen.output = copied(output)
            self._seen.sizes, self._seen.given = sizes(output), sizes(gradient)
        return gradient


def _along(
    run: Run, entering: Any, target: Any, before: np.ndarray, seen: Step, random: dict[str, Any]
) -> tuple[float, ...]:
    """The batch's loss before the step and on the way; random draws are the same each time."""
    after, found = run.layout.parameters.copy(), []
    for scale in (0.0, *seen.scales):
        np.add(before, scale * seen.change, out=run.layout.parameters)
        run.generator.restore(random)
        found.append(loss(run, entering, target))
    run.layout.parameters[...] = after
    return tuple(found)


def loss(run: Run, entering: Any, target: Any) -> float:
    """Of the network as it stands; NaN where it cannot be had."""
    with using(run.generator), np.errstate(all="ignore"):
        try:
            return float(run.network.criterion.forward(run.network.module.forward(entering), target))
        except Exception:  # a refusal is seen in a step
            return math.nan


def sizes(value: Any) -> Sizes:
    if isinstance(value, (list, tuple)):
        return tuple(size for entry in value for size in sizes(entry))
    return (tuple(np.shape(value)),)


def copied(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [copied(entry) for entry in value]
    return np.array(value)
