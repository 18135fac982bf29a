"""Biases so far below zero that no ReLU lets anything through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.index import index
from app.document.model import Document
from app.document.parameters import own_parameters
from app.training.lab.before import found_before, nodes_before
from app.training.lab.switch import Switch

if TYPE_CHECKING:
    from app.training.run import Run

KINDS = ("ReLU", "ReLU6")
BIAS = -100.0


def _bend(run: Run) -> None:
    for node in nodes_before(run.document, KINDS):
        for array in run.layout.own(node)[1:]:  # the weight comes first
            array.fill(BIAS)


def _why_not(document: Document) -> str:
    if next(found_before(document, KINDS), None) is None:
        return "The model has no ReLU behind a module with parameters."
    nodes = index(document).nodes
    if all(len(own_parameters(nodes[id]) or ()) < 2 for id in found_before(document, KINDS)):
        return "No module in front of a ReLU has a bias."
    return ""


SWITCH = Switch(
    id="dead_relu",
    title="ReLU units dead",
    explanation=(
        "The biases in front of every ReLU begin at −100. All its outputs are 0, whatever the example, and "
        "so is the gradient through it: the layers before it never move."
    ),
    right="mlp:add(nn.Linear(F, H)):add(nn.ReLU())",
    wrong="mlp:get(1).bias:fill(-100)",
    run=_bend,
    why_not=_why_not,
    first=True,
)
