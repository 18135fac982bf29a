"""Counts, costs and memory in words, for the inspector."""

from __future__ import annotations

from app.document.check import Check
from app.document.costs import Learnt, batch_of, cost_of, learnt, memory
from app.document.model import Document, NodeId

UNKNOWN = "not known yet"
COST_ROWS = (
    (
        "Multiply-adds",
        "multiplyAdds",
        "How many multiplications with an addition one forward pass of a batch takes",
    ),
    (
        "Memory",
        "memory",
        "What training takes for a batch: outputs, gradients by the inputs, parameters with their gradients",
    ),
)


def costs(document: Document, known: Check, id: NodeId) -> tuple[str, str]:
    """The multiply-adds and the memory of a module, each in words."""
    batch = batch_of(document.data, document.training)
    cost, parameters = cost_of(known, id, batch), learnt(known, id)
    if cost is None:
        return UNKNOWN, UNKNOWN
    examples = "1 example" if batch == 1 else f"{batch:,} examples"
    taken = UNKNOWN if parameters is None else in_bytes(memory(cost, parameters))
    return f"{cost.multiply_adds:,} for {examples}", taken


def counted(parameters: Learnt | None) -> str:
    """How many parameters there are, and how many of them are frozen."""
    if parameters is None:
        return UNKNOWN
    return f"{parameters.all:,}" + (f", {parameters.frozen:,} of them frozen" if parameters.frozen else "")


def in_bytes(count: int) -> str:
    """A number of bytes as people read it: 512 bytes, 2.4 kB, 31 MB."""
    if count < 1000:
        return f"{count} bytes"
    power = next((power for power in (1, 2, 3) if count < 999.5 * 1000**power), 4)
    size, unit = count / 1000**power, ("kB", "MB", "GB", "TB")[power - 1]
    return f"{size:.1f} {unit}" if size < 9.95 else f"{size:,.0f} {unit}"
