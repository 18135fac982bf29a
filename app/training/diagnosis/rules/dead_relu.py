"""Rectifiers that give 0 for every example."""

from __future__ import annotations

from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import percent, place
from app.training.diagnosis.rules.zero_weights import new_seed

BUG = "dead_relu"
MOST = 0.9
"""The share of a layer's units without which it is as good as closed."""


def found(evidence: Evidence) -> Finding | None:
    closed = [layer for layer in evidence.now.dead if layer.share >= MOST]
    if not closed:
        return None
    layer = closed[0]
    begun = evidence.at_start.share("dead", layer.node)
    return Finding(
        BUG,
        "ReLU units are dead",
        f"{place(evidence.document, layer.node)}: {percent(layer.share)} of its {layer.units} units give 0 "
        f"for every example ({percent(begun)} did with the first weights). No gradient comes through them, "
        "so that the modules before them do not learn.",
        Mend("Begin with other weights", off_or(BUG, new_seed), restart=True),
        node=layer.node,
    )
