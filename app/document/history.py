"""What undo and redo go through: the documents there were, each with how far it was trained."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.document.model import Checkpoint, Document
from app.document.moment import Moment, arrays
from app.document.runs import Runs


@dataclass(frozen=True, slots=True)
class Step:
    """A state of the model and the act that led to it, in words: "Add Linear".

    `moments` are what is kept of the way to the checkpoint.
    """

    words: str
    document: Document
    checkpoint: Checkpoint
    merge: str = ""
    runs: Runs = field(default_factory=Runs)
    moments: tuple[Moment, ...] = ()


STEPS, BYTES = 1000, 2**30
"""How many states are kept, and how much their weights may come to. The oldest go first."""
PASTS, MOMENTS = 100, 2**29
"""How many different lists of moments are kept, and the memory they may take. The oldest go first."""


class History:
    """The states of one model, and which of them is the present one. There always is one."""

    def __init__(
        self,
        document: Document,
        checkpoint: Checkpoint | None = None,
        runs: Runs | None = None,
        moments: tuple[Moment, ...] = (),
    ) -> None:
        first = Step("", document, checkpoint or Checkpoint(), runs=runs or Runs(), moments=moments)
        self._steps = [first]
        self._at = 0

    @property
    def current(self) -> Step:
        return self._steps[self._at]

    def push(
        self,
        words: str,
        document: Document,
        checkpoint: Checkpoint,
        merge: str = "",
        runs: Runs | None = None,
        moments: tuple[Moment, ...] | None = None,
    ) -> None:
        """Makes this the present state; what had been undone is gone.

        Runs and moments stay as they are if none are given.

        A step with the same non-empty `merge` key as the present one takes its place.
        """
        now = self.current
        joins = bool(merge) and merge == now.merge and self._at > 0
        keep = self._at if joins else self._at + 1
        runs = now.runs if runs is None else runs
        past = now.moments if moments is None else moments
        self._steps[keep:] = [Step(words, document, checkpoint, merge, runs, past)]
        self._at = keep
        self._forget()
        if past is not now.moments:
            self._forget_moments()

    def _forget(self) -> None:
        """Drops the oldest states while there are too many; the one before the present always stays."""
        while self._at > 1 and (len(self._steps) > STEPS or self._bytes() > BYTES):
            del self._steps[0]
            self._at -= 1

    def _bytes(self) -> int:
        """The memory that the weights of all states and runs take; what they share counts once."""
        states = {id(step.checkpoint): step.checkpoint for step in self._steps}
        for runs in {id(step.runs): step.runs for step in self._steps}.values():
            states |= {id(run.checkpoint): run.checkpoint for run in runs.kept}
        held = [array for state in states.values() for own in state.weights.values() for array in own]
        return sum({id(array): array.nbytes for array in held}.values())

    def _forget_moments(self) -> None:
        """Drops the moments of the oldest states while there are too many; the present one's stay."""
        pasts: set[int] = set()
        known: set[int] = set()
        taken = 0
        for place in range(len(self._steps) - 1, -1, -1):
            step = self._steps[place]
            if id(step.moments) in pasts:
                continue
            fresh = [moment for moment in step.moments if id(moment) not in known]
            taken += sum(array.nbytes for moment in fresh for array in arrays(moment.state))
            if pasts and (taken > MOMENTS or len(pasts) >= PASTS):
                self._steps[: place + 1] = [replace(old, moments=()) for old in self._steps[: place + 1]]
                return
            pasts.add(id(step.moments))
            known.update(map(id, fresh))

    def undo(self) -> None:
        """Back to the state before; nothing happens at the first one."""
        self._at = max(self._at - 1, 0)

    def redo(self) -> None:
        """On to the state that was undone last; nothing happens when there is none."""
        self._at = min(self._at + 1, len(self._steps) - 1)

    @property
    def can_undo(self) -> bool:
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        return self._at < len(self._steps) - 1

    @property
    def undo_words(self) -> str:
        """What undo would take back; "" when there is nothing."""
        return self.current.words if self.can_undo else ""

    @property
    def redo_words(self) -> str:
        """What redo would do again; "" when there is nothing."""
        return self._steps[self._at + 1].words if self.can_redo else ""
