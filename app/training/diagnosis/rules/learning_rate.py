"""Steps that point the right way and are too long."""

from __future__ import annotations

import math

from app.document import edits
from app.document.model import Document
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import said
from app.training.diagnosis.step import Step

BUG = "learning_rate"
WORSE = 1.5
"""The loss after the first steps, as a multiple of that before, that is no accident."""
OVER = 1.1
"""The same of a single batch's loss after its own step."""
HIGH = 2.0
"""The mean loss of an epoch, as a multiple of what it began with, that is no accident either."""
CLOSED, OPEN = 0.9, 0.5
"""Shares of a layer's units, or of their outputs, that say nothing."""
FAIR, SOLVED = 0.7, 0.05
"""Losses as shares of the best constant answer's: below the first a model learns well enough for a doubt;
below the second it has learned its task, whatever the way there.
"""


def found(evidence: Evidence) -> Finding | None:
    if evidence.relative < SOLVED:
        return None
    signs = (_rose,) if evidence.relative < FAIR else (_rose, _diverged, _overshoots, _closed)
    if not any(sign(evidence) for sign in signs):
        return None
    before, after = evidence.rehearsal
    shown = _worst(evidence)
    scale = _best(shown)
    curve = tuple(seen.losses[0] for seen in evidence.start + evidence.steps if seen.losses)
    return Finding(
        BUG,
        "The learning rate is too large",
        f"A step changed the loss of its own batch from {said(shown.losses[0])} to {said(shown.losses[1])}; "
        f"{said(scale)} of that step would have brought it to {said(min(shown.losses))}. The first steps led "
        f"from a loss of {said(before)} to {said(after)}.",
        Mend(f"Make steps {said(scale)} times as long", off_or(BUG, lambda doc: _slower(doc, scale)), True),
        curve=curve,
        caption="loss of batches, each before its step",
    )


def _rose(evidence: Evidence) -> bool:
    """Whether an epoch's loss stood far above the beginning, where the first steps are too long as well."""
    before = evidence.rehearsal[0]
    begun = max(before, evidence.constant) if evidence.constant > 0 else before
    highest = max(evidence.epochs, default=0.0)
    first = [step for step in evidence.start if step.losses]
    return highest > HIGH * begun and any(map(_is_over, first))


def _closed(evidence: Evidence) -> bool:
    """Whether a layer open at the start is dead or saturated now, and the first steps are too long."""
    pairs = (("dead", evidence.now.dead), ("saturated", evidence.now.saturated))
    closed = [
        layer
        for name, layers in pairs
        for layer in layers
        if layer.share > CLOSED and evidence.at_start.share(name, layer.node) < OPEN
    ]
    return bool(closed) and any(_is_over(step) for step in evidence.start if step.losses)


def _diverged(evidence: Evidence) -> bool:
    """Whether the first steps led up, although the first one points down."""
    before, after = evidence.rehearsal
    if not evidence.start or not evidence.start[0].cosine > 0 or not evidence.start[0].losses:
        return False
    blown = evidence.start[-1].fault is not None or (math.isfinite(before) and not math.isfinite(after))
    return blown or after > WORSE * before


def _overshoots(evidence: Evidence) -> bool:
    """Whether steps make their own batch's loss larger, where smaller ones would not."""
    seen = [step for step in evidence.steps if step.losses]
    over = [step for step in seen if _is_over(step)]
    return len(over) >= 2 and 2 * len(over) > len(seen)


def _is_over(step: Step) -> bool:
    before, after = step.losses[:2]
    return not after <= OVER * before and min(step.losses[2:]) < before


def _worst(evidence: Evidence) -> Step:
    """The step that shows it best."""
    seen = [step for step in evidence.start + evidence.steps if step.losses]
    return max(seen, key=lambda step: step.losses[1] / max(step.losses[0], 1e-300))


def _best(step: Step) -> float:
    """The share of a step that lowered the loss most."""
    return min(zip(step.losses[1:], step.scales, strict=True))[1]


def _slower(document: Document, scale: float) -> Document:
    rate = document.training.learning_rate * min(scale, 0.3)
    return edits.set_training(document, learning_rate=float(f"{rate:.2g}"))
