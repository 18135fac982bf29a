"""The scores are handed to the criterion as they are, without LogSoftMax."""

from __future__ import annotations

from dataclasses import replace

from app.document.compile import Compiled
from app.document.model import Document
from app.training.lab.softmax import LOG, has_log
from app.training.lab.switch import Switch
from nncore.module import Module
from nncore.simple.Identity import Identity
from nncore.transfer.LogSoftMax import LogSoftMax


def _model(compiled: Compiled) -> Compiled:
    """With an Identity in the place of every LogSoftMax."""
    put: dict[int, Module] = {}

    def plain(module: Module) -> Module:
        return put.setdefault(id(module), Identity()) if isinstance(module, LogSoftMax) else module

    root = compiled.module.replace(plain)
    nodes = {node: put.get(id(module), module) for node, module in compiled.nodes.items()}
    return replace(compiled, module=root, nodes=nodes)


def _why_not(document: Document) -> str:
    return "" if has_log(document) else f"The model has no {LOG} that could be left out."


SWITCH = Switch(
    id="no_softmax",
    title="Softmax missing",
    explanation=(
        "ClassNLLCriterion wants log-probabilities, and gets plain scores. Nothing holds them together: the "
        "score of the true class may grow without end, so the loss falls below zero. A score above 0 can "
        "be no log-probability, and is refused."
    ),
    right="mlp:add(nn.LogSoftMax())",
    wrong="-- mlp:add(nn.LogSoftMax())",
    model=_model,
    why_not=_why_not,
)
