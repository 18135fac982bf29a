"""What stops a run."""

from __future__ import annotations

from app.document.model import NodeId


class TrainingFault(Exception):
    """Training cannot go on. The parameters are those of the last good step.

    Args:
        node: where it began: a module, the criterion, INPUT for the data, or None when it is no one place.
        path: the same in words: "Sequential › 3 Linear(5 → 1)". May be empty.
        text: what happened, and what can be done.
        undo: whether the step before is to blame, whose parameters gave a bad loss.
    """

    def __init__(self, node: NodeId | None, path: str, text: str, undo: bool = False) -> None:
        super().__init__(f"{path}: {text}" if path else text)
        self.node = node
        self.path = path
        self.text = text
        self.undo = undo
