"""A gradOutput that has another size than the output."""

from __future__ import annotations

from app.document.model import Document
from app.document.refused import Refused
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import shape

BUG = "grad_output"


def found(evidence: Evidence) -> Finding | None:
    step = evidence.step
    if step is None or step.sizes == step.given:
        return None
    pairs = zip(step.sizes, step.given, strict=False)
    output, given = next((pair for pair in pairs if pair[0] != pair[1]), (step.sizes[0], step.given[0]))
    refused = f" {step.fault}." if step.fault is not None else ""
    return Finding(
        BUG,
        "gradOutput has another size than the output",
        f"The network's output is {shape(output)}, but backward was given a gradOutput of {shape(given)}; "
        f"it needs the loss's derivative by every number of the output.{refused}",
        Mend("Hand over the criterion's whole gradInput", off_or(BUG, _nowhere)),
        node=step.fault.node if step.fault is not None else None,
    )


def _nowhere(document: Document) -> Document:
    raise Refused("The criterion's gradInput has another size than its input: a fault of that criterion.")
