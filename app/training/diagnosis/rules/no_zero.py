"""Gradients that were not set to zero: there already is one when backward begins."""

from __future__ import annotations

import math

import numpy as np

from app.document.model import Document
from app.document.refused import Refused
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import said

BUG = "no_zero"


def found(evidence: Evidence) -> Finding | None:
    step = next((step for step in evidence.steps[2:] if step.left > 0), None)
    if step is None:
        return None
    with np.errstate(over="ignore"):
        own = float(np.linalg.norm(step.gradient))
    lengths = tuple(step.left for step in evidence.start if math.isfinite(step.left))
    return Finding(
        BUG,
        "Gradients are not set to zero",
        f"Before backward began, the gradients should have been 0; their length was {said(step.left)}, and "
        f"the batch added {said(own)} of its own. Every update goes along the sum of all gradients so far.",
        Mend("Zero the gradients before each backward", off_or(BUG, _nowhere), evidence.is_wrecked),
        curve=lengths,
        caption="length of the gradient that is left over, step by step",
    )


def _nowhere(document: Document) -> Document:
    raise Refused("The gradients are not set to zero, and no setting of the model says why.")
