"""Units that are all alike, and stay so."""

from __future__ import annotations

from app.document import edits
from app.document.model import Document
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import place

BUG = "zero_weights"


def found(evidence: Evidence) -> Finding | None:
    if not evidence.alike or any(step.fault is not None for step in evidence.steps):
        return None
    layer = evidence.alike[0]
    where = place(evidence.document, layer.node)
    weights = "all 0" if layer.share == 1 else "the same"
    return Finding(
        BUG,
        "The units of a layer are all alike",
        f"{where}: the weights of its {layer.units} units are {weights}, also after {len(evidence.steps)} "
        "more steps. They get the same gradient, so they stay alike: the layer is as good as one unit.",
        Mend("Begin with random weights", off_or(BUG, new_seed), restart=True),
        node=layer.node,
    )


def new_seed(document: Document) -> Document:
    """With other first weights."""
    return edits.set_training(document, seed=document.training.seed + 1)
