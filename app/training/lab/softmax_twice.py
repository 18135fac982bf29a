"""The scores go through a softmax twice."""

from __future__ import annotations

from dataclasses import replace

from app.document.compile import Compiled
from app.document.model import Document
from app.training.lab.softmax import BOTH, LOG, has_log, is_within
from app.training.lab.switch import Switch
from nncore.containers.Sequential import Sequential
from nncore.module import Module
from nncore.transfer.LogSoftMax import LogSoftMax
from nncore.transfer.SoftMax import SoftMax


def _model(compiled: Compiled) -> Compiled:
    """With a SoftMax before every LogSoftMax; without one, before the criterion, which has one within."""
    put: dict[int, Module] = {}

    def doubled(module: Module) -> Module:
        if not isinstance(module, LogSoftMax):
            return module
        return put.setdefault(id(module), Sequential().add(SoftMax()).add(module))

    root = compiled.module.replace(doubled)
    if not put:
        root = Sequential().add(root).add(SoftMax())
    return replace(compiled, module=root)


def _why_not(document: Document) -> str:
    if has_log(document) or is_within(document):
        return ""
    return f"The model has no softmax: neither a {LOG} nor a {BOTH}."


SWITCH = Switch(
    id="softmax_twice",
    title="Softmax twice",
    explanation=(
        "The scores go through SoftMax and then through the softmax again. Its input lies between 0 and 1 "
        "then, so that no class can get near probability 1: the loss stops far above 0."
    ),
    right="mlp:add(nn.LogSoftMax())",
    wrong="mlp:add(nn.SoftMax()):add(nn.LogSoftMax())",
    model=_model,
    why_not=_why_not,
)
