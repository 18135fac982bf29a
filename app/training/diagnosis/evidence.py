"""What is measured of a run before anything is said about it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from app.document.model import Document
from app.training.diagnosis.dealt import Dealt
from app.training.diagnosis.step import FEW, SCALES, Step
from app.training.diagnosis.units import Layer


@dataclass
class Inside:
    """What was seen inside the network in one forward over some examples: see `units`."""

    dead: list[Layer] = field(default_factory=list)
    saturated: list[Layer] = field(default_factory=list)

    def share(self, layers: str, node: object) -> float:
        """The share that one of the lists has for a node; 0 when it is not there."""
        return next((layer.share for layer in getattr(self, layers) if layer.node == node), 0.0)


@dataclass
class Evidence:
    """All of it. The settings' switches for bugs are no part of it.

    Attributes:
        document: the model, for names and places.
        start: the first steps, made again from the first weights.
        steps: the next steps from where the run stands, the first with an optimiser that remembers nothing.
        at_start, now: what was seen inside, at the first weights and where it stands.
        alike: layers whose units were all alike after `steps`.
        rehearsal: the loss over some examples before and after `start`.
        loss: the mean of the last batches' losses, as the run has recorded them; NaN before it began.
        constant: the loss of the best answer that is the same for every example; NaN where that is unknown.
        epochs: the recorded losses of the epochs.
        dealt: how two epochs are dealt into batches.
        mixes: the share by which an example's output changes when another example is exchanged.
        probabilities: what stands before a softmax although its values are probabilities already.
        classes: how many classes the output has; 0 where the criterion does not want classes.
        wants_classes: whether the criterion compares with classes.
        output: what came out of the last forward that was watched.
        due: the sizes of one example of each input, as the data has them.
        strange: whether rows of the right size entered that are no examples of the data.
        is_slow: whether the network takes long, so that less was looked at.
    """

    document: Document
    start: list[Step] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    at_start: Inside = field(default_factory=Inside)
    now: Inside = field(default_factory=Inside)
    alike: list[Layer] = field(default_factory=list)
    rehearsal: tuple[float, float] = (math.nan, math.nan)
    loss: float = math.nan
    constant: float = math.nan
    epochs: tuple[float, ...] = ()
    dealt: Dealt = field(default_factory=Dealt)
    mixes: float = 0.0
    probabilities: str = ""
    classes: int = 0
    wants_classes: bool = False
    output: Any = None
    due: tuple[tuple[int, ...], ...] = ()
    strange: bool = False
    is_slow: bool = False

    @property
    def relative(self) -> float:
        """The loss as a share of that of the best constant answer; NaN where either is unknown."""
        return self.loss / self.constant if self.constant > 0 else math.nan

    @property
    def scales(self) -> tuple[float, ...]:
        """The shares of a step at which the loss is looked at."""
        return FEW if self.is_slow else SCALES

    @property
    def is_wrecked(self) -> bool:
        """Whether the loss is higher than with the first weights: those are the better start."""
        return self.loss > self.rehearsal[0] or not math.isfinite(self.loss)

    @property
    def step(self) -> Step | None:
        """The first of the steps from where the run stands."""
        return self.steps[0] if self.steps else None
