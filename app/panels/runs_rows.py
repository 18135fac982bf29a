"""The table of runs in words: one row for the run at hand, one for each kept run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.document.differing import differing, settings
from app.document.model import Document
from app.document.runs import Fork, RunId, Runs

NOW = "Now"
FIXED = ("Run", "Last loss", "Best loss", "Epochs")
HELD_OUT, FROM = "Held-out loss", "From"
"""Columns that are there where a run has something for them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One run: its cells by the columns' titles. `id` is None for the run at hand, which is always drawn."""

    id: RunId | None
    cells: dict[str, str]
    tip: str
    is_ghost: bool = False


def rows(
    runs: Runs,
    document: Document,
    losses: Sequence[float],
    epoch: int,
    validations: Sequence[float] = (),
) -> tuple[list[str], list[Row]]:
    """The titles of the columns, and the rows; losses and epoch are those of the run at hand.

    Of the settings only those have a column in which a run differs from the present.
    """
    titles = differing(document, (run.document for run in runs.kept))

    def told(document: Document) -> dict[str, str]:
        return {title: words for title, words in settings(document).items() if title in titles}

    has_forks = any(run.fork for run in runs.kept) or runs.fork is not None
    has_held_out = bool(validations) or any(run.checkpoint.validations for run in runs.kept)
    held_out, origin = [HELD_OUT] if has_held_out else [], [FROM] if has_forks else []
    columns = [*FIXED[:2], *held_out, *titles, *FIXED[2:], *origin]
    now = _cells(NOW, losses, epoch, runs.fork, runs) | told(document) | _held_out(validations)
    found = [Row(None, now, "The run at hand", is_ghost=True)]
    for run in reversed(runs.kept):
        cells = _cells(run.name, run.checkpoint.losses, run.checkpoint.epoch, run.fork, runs)
        tip = f"Kept {run.when.replace('T', ', ')}"
        cells |= told(run.document) | _held_out(run.checkpoint.validations)
        found.append(Row(run.id, cells, tip, run.is_ghost))
    return columns, found


def _cells(name: str, losses: Sequence[float], epoch: int, fork: Fork | None, runs: Runs) -> dict[str, str]:
    values = np.array(losses)  # there may be ten thousand, five times a second
    known = values[~np.isnan(values)]
    last, best = (f"{losses[-1]:.5g}", f"{known.min():.5g}") if len(known) else ("–", "–")
    return dict(zip(FIXED, (name, last, best, f"{epoch:,}"), strict=True)) | {FROM: _origin(fork, runs)}


def _held_out(validations: Sequence[float]) -> dict[str, str]:
    return {HELD_OUT: f"{validations[-1]:.5g}"} if validations else {}


def _origin(fork: Fork | None, runs: Runs) -> str:
    if fork is None:
        return "–"
    run = runs.run(fork.run)
    return f"{run.name if run else 'a deleted run'}, epoch {fork.time:.4g}"
