"""Classes are counted from 0, as elsewhere, though Torch counts from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.described import find
from app.document.model import Document
from app.training.batches import Batch
from app.training.lab.switch import Switch
from nncore.random import Generator

if TYPE_CHECKING:
    from app.training.run import Run


def _bend(run: Run) -> None:
    deal = run.batches.next

    def lowered(size: int, generator: Generator) -> Batch:
        entering, target, rows = deal(size, generator)
        return entering, target - 1, rows

    run.batches.next = lowered


def _why_not(document: Document) -> str:
    if document.criterion is None or find(document.criterion.module).targets != "classes":
        return "The criterion does not compare with classes."
    return ""


SWITCH = Switch(
    id="labels_from_0",
    title="Labels from 0",
    explanation=(
        "The classes are numbered 0, 1, … instead of 1, 2, … There is no class 0 in Torch, so the criterion "
        "refuses it; the last class never comes."
    ),
    right="Y = torch.Tensor({3, 1})",
    wrong="Y = torch.Tensor({2, 0})",
    run=_bend,
    why_not=_why_not,
)
