"""What undo and redo go through: the documents there were, each with how far it was trained."""

from __future__ import annotations

from dataclasses import dataclass

from app.document.model import Checkpoint, Document


@dataclass(frozen=True, slots=True)
class Step:
    """A state of the model and the act that led to it, in words: "Add Linear"."""

    words: str
    document: Document
    checkpoint: Checkpoint
    merge: str = ""


STEPS, BYTES = 1000, 2**30
"""How many states are kept, and how much their weights may come to. The oldest go first."""


class History:
    """The states of one model, and which of them is the present one. There always is one."""

    def __init__(self, document: Document, checkpoint: Checkpoint | None = None) -> None:
        self._steps = [Step("", document, checkpoint or Checkpoint())]
        self._at = 0

    @property
    def current(self) -> Step:
        return self._steps[self._at]

    def push(self, words: str, document: Document, checkpoint: Checkpoint, merge: str = "") -> None:
        """Makes this the present state; what had been undone is gone.

        A step with the same non-empty `merge` key as the present one takes its place.
        """
        joins = bool(merge) and merge == self.current.merge and self._at > 0
        keep = self._at if joins else self._at + 1
        self._steps[keep:] = [Step(words, document, checkpoint, merge)]
        self._at = keep
        self._forget()

    def _forget(self) -> None:
        """Drops the oldest states while there are too many; the one before the present always stays."""
        while self._at > 1 and (len(self._steps) > STEPS or self._bytes() > BYTES):
            del self._steps[0]
            self._at -= 1

    def _bytes(self) -> int:
        """The memory that the weights of all states take; what states share counts once."""
        states = {id(step.checkpoint): step.checkpoint for step in self._steps}
        arrays = [array for state in states.values() for own in state.weights.values() for array in own]
        return sum({id(array): array.nbytes for array in arrays}.values())

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
