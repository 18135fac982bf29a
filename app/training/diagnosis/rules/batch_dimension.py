"""Examples that do not stand along the first dimension, or are mixed with each other on the way."""

from __future__ import annotations

from typing import Any

import numpy as np

from app.document.model import INPUT, Document
from app.document.refused import Refused
from app.training.diagnosis.evidence import Evidence
from app.training.diagnosis.finding import Finding, Mend, off_or
from app.training.diagnosis.rules.words import percent, shape

BUG = "batch_dimension"
MIXED = 1e-9
TITLE = "The batch is not the first dimension"


def found(evidence: Evidence) -> Finding | None:
    step = evidence.step
    if step is None:
        return None
    rows = len(step.target)
    for array, dims in zip(_arrays(step.entered), evidence.due, strict=False):
        if array.shape != (rows, *dims):
            return _turned(evidence, array, (rows, *dims))
    if evidence.strange:
        return Finding(
            BUG,
            TITLE,
            "What enters has the right size, but its rows are no examples of the data: they are its columns.",
            Mend("Put one example in each row", off_or(BUG, _by_hand)),
            node=INPUT,
        )
    return _mixing(evidence) if evidence.mixes > MIXED else None


def _turned(evidence: Evidence, array: np.ndarray, due: tuple[int, ...]) -> Finding:
    fault = evidence.step.fault if evidence.step is not None else None
    refused = f" {fault}." if fault is not None else ""
    return Finding(
        BUG,
        TITLE,
        f"{shape(array.shape)} entered the network for {due[0]} answers; with an example in each row it "
        f"would be {shape(due)}.{refused}",
        Mend("Put one example in each row", off_or(BUG, _by_hand)),
        node=fault.node if fault is not None else INPUT,
    )


def _mixing(evidence: Evidence) -> Finding:
    return Finding(
        BUG,
        "The network mixes the examples of a batch",
        f"One example was exchanged, and the outputs of others changed by up to {percent(evidence.mixes)} "
        "of the largest. A module works along the batch, the first dimension, as if it were a feature.",
        Mend("Put one example in each row", off_or(BUG, _by_hand)),
    )


def _by_hand(document: Document) -> Document:
    raise Refused(
        "Look for a module that works along dimension 1 of a batch (Sum, Mean, Max, JoinTable, Select, "
        "Transpose): set its dimension to 2, or its nInputDims to the dimensions of one example."
    )


def _arrays(value: Any) -> list[np.ndarray]:
    return list(value) if isinstance(value, list) else [value]
