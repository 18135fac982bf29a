"""Batches are dealt in the order of the answers: one class after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.document.model import Document
from app.training.lab.switch import Switch
from nncore.random import Generator

if TYPE_CHECKING:
    from app.training.run import Run


def _bend(run: Run) -> None:
    answers = run.examples.target.reshape(run.examples.rows, -1)[:, 0]
    order = np.argsort(answers, kind="stable")

    def sorted_(generator: Generator) -> np.ndarray:
        return order

    run.batches.drawn = sorted_


def _why_not(document: Document) -> str:
    if 0 < document.training.batch_size < document.data.rows:
        return ""
    return "Every batch takes all the examples, so that their order does not matter. Set a batch size first."


SWITCH = Switch(
    id="unshuffled",
    title="Unshuffled data",
    explanation=(
        "The examples come sorted by their answers, in every epoch the same. Each batch shows one class "
        "only, and its step forgets the others: the loss of the batches swings."
    ),
    right="order = torch.randperm(N)",
    wrong="_, order = Y:sort()",
    run=_bend,
    why_not=_why_not,
)
