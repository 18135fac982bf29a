"""The runs that are kept for comparison, beside the one at hand; and the pure functions that change them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.document.model import Checkpoint, Document
from app.document.moment import arrays
from app.document.refused import Refused

UNNAMED, ROOM = 20, 128 * 2**20
"""So many runs without a name of one's own are kept, the newest; and so many bytes of them."""

RunId = int


@dataclass(frozen=True, slots=True)
class Fork:
    """Where a run began: at another one, so many epochs (2.5: in the midst of the third) after its start."""

    run: RunId
    time: float


@dataclass(frozen=True, slots=True, eq=False)
class KeptRun:
    """A run as it was when it was kept.

    `when` is the local time, to the second, as ISO 8601 writes it. `document` is the model that was trained,
    with its settings; `checkpoint` how far it came. `is_named`: the person gave the name. `is_ghost`: it is
    drawn in the plots.
    """

    id: RunId
    name: str
    when: str
    document: Document
    checkpoint: Checkpoint
    fork: Fork | None = None
    is_named: bool = False
    is_ghost: bool = True


@dataclass(frozen=True, slots=True)
class Runs:
    """The kept runs, the oldest first. `fork` is where the run at hand began; None for a start of its own.

    `fresh` is the next run's number; numbers are never used twice.
    """

    kept: tuple[KeptRun, ...] = ()
    fork: Fork | None = None
    fresh: RunId = 1

    def run(self, id: RunId) -> KeptRun | None:
        """The kept run with this number."""
        return next((run for run in self.kept if run.id == id), None)

    def holding(self, checkpoint: Checkpoint) -> KeptRun | None:
        """The kept run that ends at this very checkpoint."""
        return next((run for run in self.kept if run.checkpoint is checkpoint), None)


def keep(runs: Runs, document: Document, checkpoint: Checkpoint, when: str, name: str = "") -> Runs:
    """With the run at hand kept, unless it is kept already; the oldest of too many without a name go."""
    if runs.holding(checkpoint) is not None:
        return runs
    run = KeptRun(
        id=runs.fresh,
        name=name or f"Run {runs.fresh}",
        when=when,
        document=document,
        checkpoint=checkpoint,
        fork=runs.fork,
        is_named=bool(name),
    )
    return replace(runs, kept=_within_room((*runs.kept, run)), fresh=runs.fresh + 1)


def rename(runs: Runs, id: RunId, name: str) -> Runs:
    """With another name of a run, which is one of its own then.

    Raises:
        Refused: for an empty name, or one that another run has.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("A run needs a name.")
    if any(run.name == name and run.id != id for run in runs.kept):
        raise Refused(f"There is another run called {name}. Choose a different name.")
    return _with(runs, id, name=name, is_named=True)


def show(runs: Runs, id: RunId, is_ghost: bool) -> Runs:
    """With a run drawn in the plots, or not."""
    return _with(runs, id, is_ghost=is_ghost)


def remove(runs: Runs, id: RunId) -> Runs:
    """Without a run."""
    return replace(runs, kept=tuple(run for run in runs.kept if run.id != id))


def _within_room(kept: tuple[KeptRun, ...]) -> tuple[KeptRun, ...]:
    """Without the oldest of those that have no name, where these are too many; the newest stays."""
    stay: list[KeptRun] = []
    count = taken = 0
    for run in reversed(kept):
        if not run.is_named:
            count += 1
            taken += sum(array.nbytes for array in arrays(run.checkpoint))
        if run.is_named or count == 1 or (count <= UNNAMED and taken <= ROOM):
            stay.append(run)
    return tuple(reversed(stay))


def _with(runs: Runs, id: RunId, **changes: Any) -> Runs:
    kept = tuple(replace(run, **changes) if run.id == id else run for run in runs.kept)
    return replace(runs, kept=kept)
