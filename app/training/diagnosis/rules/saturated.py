"""Squashing units that stand at their ends, where they are flat."""

from __future__ import annotations

from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import percent, place
from app.training.diagnosis.rules.zero_weights import new_seed

BUG = "saturated"
MOST = 0.8
"""The share of a layer's outputs at their ends that is no accident."""
POOR = 0.5
"""Above this share of the best constant answer's loss a model has not learned much."""


def found(evidence: Evidence) -> Finding | None:
    for layer in evidence.now.saturated:
        begun = evidence.at_start.share("saturated", layer.node)
        if layer.share >= MOST and (begun >= MOST or evidence.relative > POOR):
            return Finding(
                BUG,
                f"{layer.kind} is saturated",
                f"{place(evidence.document, layer.node)}: {percent(layer.share)} of its outputs stand at "
                f"their ends ({percent(begun)} did with the first weights), where its slope is nearly 0. "
                "Hardly any gradient comes through to the modules before it.",
                Mend("Begin with smaller weights", off_or(BUG, new_seed), restart=True),
                node=layer.node,
            )
    return None
