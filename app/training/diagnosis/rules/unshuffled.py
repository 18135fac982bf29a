"""Batches that are not mixed."""

from __future__ import annotations

import math

from app.document import edits
from app.document.model import INPUT, Document
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import percent

BUG = "unshuffled"
SPREAD = 0.4
FOLLOWS = 0.5
FEWEST = 12


def found(evidence: Evidence) -> Finding | None:
    dealt = evidence.dealt
    if dealt.examples < FEWEST or dealt.spread > SPREAD:
        return None
    if dealt.follows < max(FOLLOWS, 2 / math.sqrt(dealt.examples)):
        return None
    return Finding(
        BUG,
        "The data is not shuffled",
        f"Within a batch the answers vary {percent(dealt.spread)} as much as in all the data, in two epochs "
        "in a row: they come sorted. Each batch pulls the parameters to its own answer.",
        Mend("Deal the examples in a random order", off_or(BUG, _shuffle)),
        node=INPUT,
        curve=tuple(step.losses[0] for step in evidence.steps if step.losses),
        caption="loss of the next batches",
    )


def _shuffle(document: Document) -> Document:
    return edits.set_training(document, shuffle=True)
