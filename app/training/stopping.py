"""When a run has come far enough: its loss is low, or has not become lower for long."""

from __future__ import annotations

import math

from app.document.model import Training
from app.training.epochs import EpochLosses


class Stopping:
    """Watches the losses by which a run is stopped. It keeps only what it can read off them again."""

    def __init__(self, losses: EpochLosses) -> None:
        self._losses = losses
        self._seen = 0
        self._best, self._best_epoch = math.inf, 0

    def reason(self, training: Training, first: int) -> str:
        """Why to stop after the newest epoch; empty to go on. Waiting begins anew after epoch `first`."""
        if not training.patience and training.stop_loss is None:
            return ""
        self._look()
        epoch = len(self._losses)
        last = self._losses[-1] if epoch else math.nan
        if training.stop_loss is not None and last <= training.stop_loss:
            return f"The loss is {last:.4g}, as low as was asked for"
        waited = epoch - max(self._best_epoch, first)
        if training.patience and waited >= training.patience:
            return f"The loss has not become lower for {waited} epochs; epoch {self._best_epoch} was the best"
        return ""

    def forget(self) -> None:
        """Some epochs were taken back: reads all of them again at the next look."""
        self._seen, self._best, self._best_epoch = 0, math.inf, 0

    def _look(self) -> None:
        """Takes note of the epochs since the last look."""
        for epoch, loss in self._losses.since(self._seen):
            if loss < self._best:
                self._best, self._best_epoch = loss, epoch
        self._seen = len(self._losses)
