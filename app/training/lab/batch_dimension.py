"""The examples stand side by side instead of one below the other: the batch is not the first dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from app.training.batches import Batch
from app.training.lab.switch import Switch
from nncore.random import Generator

if TYPE_CHECKING:
    from app.training.run import Run


def _bend(run: Run) -> None:
    deal = run.batches.next

    def turned(size: int, generator: Generator) -> Batch:
        entering, target, rows = deal(size, generator)
        return _turned(entering), target, rows

    run.batches.next = turned


def _turned(value: Any) -> Any:
    """With the first two dimensions exchanged; a vector becomes one row."""
    if isinstance(value, (list, tuple)):
        return [_turned(entry) for entry in value]
    return np.ascontiguousarray(value[None] if value.ndim == 1 else value.swapaxes(0, 1))


SWITCH = Switch(
    id="batch_dimension",
    title="The batch on another dimension",
    explanation=(
        "The examples enter as columns instead of rows. A module takes each row for an example, so that it "
        "mixes the examples; where the sizes differ it refuses."
    ),
    right="preds = mlp:forward(X)",
    wrong="preds = mlp:forward(X:t())",
    run=_bend,
)
