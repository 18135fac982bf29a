"""Updates that go up the hill: along the gradient instead of against it."""

from __future__ import annotations

from app.document.model import Document
from app.document.refused import Refused
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import said

BUG = "sign"
UP = -0.05
"""A cosine below this is a way up."""


def found(evidence: Evidence) -> Finding | None:
    step, first = evidence.step, next(iter(evidence.start), None)
    if step is None or first is None or not (step.cosine < UP and first.cosine < UP):
        return None
    before, after = evidence.rehearsal
    return Finding(
        BUG,
        "The update has the wrong sign",
        f"The cosine between the update and the way down (minus the gradient) is {said(step.cosine)}; it "
        f"should be near 1. In the first steps the loss went from {said(before)} to {said(after)}.",
        Mend("Subtract the gradient", off_or(BUG, _nowhere), restart=True),
        curve=tuple(seen.losses[0] for seen in evidence.steps if seen.losses),
        caption="loss of the next batches",
    )


def _nowhere(document: Document) -> Document:
    raise Refused("The updates go up, and no setting of the model says why.")
