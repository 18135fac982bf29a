"""The rules of the diagnosis, each in the file of the bug that it finds. They see the evidence only."""

from __future__ import annotations

from collections.abc import Callable

from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding
from app.training.diagnosis.rules import (
    batch_dimension,
    dead_relu,
    grad_output,
    labels_from_0,
    learning_rate,
    no_softmax,
    no_zero,
    saturated,
    sign,
    softmax_twice,
    unshuffled,
    zero_weights,
)

Rule = Callable[[Evidence], Finding | None]

RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (batch_dimension.found, ("grad_output", "no_softmax", "labels_from_0")),
    (labels_from_0.found, ("no_softmax",)),
    (no_softmax.found, ("learning_rate",)),
    (softmax_twice.found, ()),
    (grad_output.found, ()),
    (sign.found, ("learning_rate", "saturated", "dead_relu")),
    (no_zero.found, ("learning_rate", "saturated", "dead_relu")),
    (learning_rate.found, ("saturated", "dead_relu")),
    (zero_weights.found, ("dead_relu", "saturated")),
    (dead_relu.found, ()),
    (saturated.found, ()),
    (unshuffled.found, ()),
)
"""Each rule, causes before what may follow from them, with the findings that it makes needless."""


def findings(evidence: Evidence) -> tuple[Finding, ...]:
    """What is wrong; what only follows from something that was found is left out."""
    found: list[Finding] = []
    explained: set[str] = set()
    for rule, follows in RULES:
        finding = rule(evidence)
        if finding is not None and finding.bug not in explained:
            found.append(finding)
            explained.update(follows)
    return tuple(found)
