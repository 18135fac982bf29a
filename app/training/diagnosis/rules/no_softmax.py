"""Scores that reach ClassNLLCriterion as they are: they are no log-probabilities."""

from __future__ import annotations

import math

import numpy as np

from app.document import edits
from app.document.model import Document
from app.document.refused import Refused
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import said
from nncore.errors import Repair

BUG = "no_softmax"
CRITERION = "ClassNLLCriterion"
NEAR = 1e-3


def found(evidence: Evidence) -> Finding | None:
    criterion, output = evidence.document.criterion, evidence.output
    if criterion is None or criterion.module != CRITERION or not isinstance(output, np.ndarray):
        return None
    if output.ndim not in (1, 2) or output.dtype.kind != "f":
        return None
    with np.errstate(over="ignore"):
        sums = np.exp(output).sum(axis=-1)
    worst = float(np.ravel(sums)[np.argmax(np.abs(np.ravel(sums) - 1.0))])
    if math.isnan(worst) or abs(worst - 1.0) <= NEAR:
        return None
    fault = evidence.step.fault if evidence.step is not None else None
    refused = f" {fault}." if fault is not None else ""
    return Finding(
        BUG,
        "The softmax is missing",
        f"{CRITERION} wants log-probabilities: e to the power of an example's outputs should sum to 1. Here "
        f"the sum is {said(worst)}.{refused}",
        Mend("Put LogSoftMax before the criterion", off_or(BUG, _insert)),
        node=criterion.id,
    )


def _insert(document: Document) -> Document:
    if document.criterion is None:
        raise Refused("There is no criterion any more.")
    change = Repair("insert LogSoftMax", "insert", "LogSoftMax", {})
    return edits.repair(document, document.criterion.id, change)
