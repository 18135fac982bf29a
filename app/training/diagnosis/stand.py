"""Where a run stands: all that a diagnosis needs of it, copied between two batches."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.document.model import Document
from app.training.examples import Examples
from app.training.run import Run
from app.training.snapshot import Snapshot, taken

RECENT = 50
"""Batches whose losses are averaged."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A run at one moment.

    Attributes:
        document, data: what it trains, and on what.
        state: its parameters and all that goes with them; `settings`: those of its method as they are now.
        epochs: the mean losses of the finished epochs.
        loss: the mean of the last batches' losses; NaN before the first.
    """

    document: Document
    data: Examples
    state: Snapshot
    settings: dict[str, Any]
    epochs: tuple[float, ...]
    loss: float


def stand(run: Run) -> Stand:
    """Where a run stands now."""
    _, losses, _ = run.rings.losses.read(max(run.rings.losses.count - RECENT, 0))
    epochs = tuple(run.losses)
    recent = losses if len(losses) else np.array(epochs[-1:])
    loss = float(recent.mean()) if len(recent) else math.nan
    return Stand(run.document, run.data, taken(run), dict(vars(run.method.args)), epochs, loss)
