"""First weights so large that every tanh stands at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.model import Document
from app.training.lab.before import found_before, nodes_before
from app.training.lab.switch import Switch

if TYPE_CHECKING:
    from app.training.run import Run

KINDS = ("Tanh", "Sigmoid", "HardTanh")
FACTOR = 100.0


def _bend(run: Run) -> None:
    for node in nodes_before(run.document, KINDS):
        for array in run.layout.own(node):
            array *= FACTOR


def _why_not(document: Document) -> str:
    if next(found_before(document, KINDS), None) is not None:
        return ""
    return "The model has no Tanh, Sigmoid or HardTanh behind another module."


SWITCH = Switch(
    id="saturated",
    title="Saturated tanh",
    explanation=(
        "The first weights in front of every Tanh (and Sigmoid) are a hundred times too large. Its outputs "
        "are −1 or 1, where it is flat: hardly any gradient comes through."
    ),
    right="mlp:add(nn.Linear(F, H)):add(nn.Tanh())",
    wrong="mlp:get(1).weight:mul(100)",
    run=_bend,
    why_not=_why_not,
    first=True,
)
