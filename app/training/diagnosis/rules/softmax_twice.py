"""Probabilities that go through a softmax again."""

from __future__ import annotations

import math

from app.document import edits
from app.document.model import Document
from app.document.refused import Refused
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import said

BUG = "softmax_twice"


def found(evidence: Evidence) -> Finding | None:
    if not evidence.probabilities:
        return None
    classes = max(evidence.classes, 2)
    least = math.log(1 + (classes - 1) / math.e)
    return Finding(
        BUG,
        "The softmax is there twice",
        f"What enters {evidence.probabilities} sums to 1 for each example already: it has been through a "
        f"softmax before. With {classes} classes the loss can then never fall below {said(least)}.",
        Mend("Leave the first SoftMax out", off_or(BUG, _mute)),
        node=evidence.document.criterion.id if evidence.document.criterion else None,
        curve=evidence.epochs,
        caption="loss of the epochs",
    )


def _mute(document: Document) -> Document:
    """With the last SoftMax handing on what it gets."""
    found = [node.id for node in document.root.walk() if node.module == "SoftMax" and not node.muted]
    if not found:
        raise Refused("There is no SoftMax to leave out. Look for modules that make probabilities.")
    return edits.mute(document, [found[-1]], True)
