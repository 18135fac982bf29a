"""Classes that are counted from 0."""

from __future__ import annotations

import numpy as np

from app.document.model import INPUT, Document
from app.document.refused import Refused
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or

BUG = "labels_from_0"


def found(evidence: Evidence) -> Finding | None:
    if not evidence.wants_classes or evidence.dealt.low != 0:
        return None
    step = evidence.step
    fault = step.fault if step is not None else None
    refused = f" {fault}." if fault is not None else ""
    zeros = f"{int(np.sum(step.target == 0))} of {step.target.size} in the next batch are 0" if step else ""
    return Finding(
        BUG,
        "The classes are counted from 0",
        f"The lowest class is 0 and the highest {evidence.dealt.high:g} ({zeros}); Torch counts classes "
        f"from 1.{refused}",
        Mend("Count the classes from 1", off_or(BUG, _by_hand)),
        node=INPUT,
    )


def _by_hand(document: Document) -> Document:
    raise Refused("Choose the answers' column as classes in the Data panel: it numbers them from 1.")
