"""What a call of a module does, in words and in the formula of its class."""

from __future__ import annotations

from dataclasses import dataclass

from app.document.index import index
from app.document.model import Document, NodeId
from app.document.search import spec_of
from nncore.spec import Spec

_GENERAL = {
    "updateGradInput": r"gradInput = gradOutput \cdot \partial y / \partial x",
    "accGradParameters": r"grad\theta \leftarrow grad\theta + gradOutput \cdot \partial y / \partial\theta",
    "backward": r"gradInput = \partial L / \partial x",
    "update": r"\theta \leftarrow \theta - rate \cdot grad\theta",
}


@dataclass(frozen=True, slots=True)
class Caption:
    """The call, "Linear.updateGradInput"; what it computes, as LaTeX; and what there is to say besides."""

    call: str
    formula: str = ""
    words: str = ""


def caption(document: Document, node: NodeId, method: str, act: str) -> Caption:
    """What a call does."""
    known = index(document).nodes.get(node)
    if known is None:
        return Caption(method)
    name = "The model" if node == document.root.id else known.module
    spec, call = spec_of(known.module) or Spec(""), f"{name}.{method}"
    if act == "fault":
        return Caption(call, words="failed here")
    is_criterion = document.criterion is not None and document.criterion.id == node
    if act in ("enter", "leave"):
        return _around(spec, call, method, act)
    if method == "update":
        rule = document.training.optimiser
        formula = _GENERAL["update"] if rule == "sgd" and not document.training.options else ""
        return Caption(f"{known.module}: update", formula, f"optim.{rule} changes the parameters")
    if method in ("updateOutput", "forward"):
        return Caption(call, spec.formula, "the loss" if is_criterion else "")
    own = spec.accumulates if method == "accGradParameters" else spec.backward
    return Caption(call, own or _GENERAL[method], "" if own else "by the chain rule")


def _around(spec: Spec, call: str, method: str, act: str) -> Caption:
    """A container's call, as it begins or ends."""
    manner = spec.children.words if spec.children and not call.startswith("The model") else ""
    if act == "enter":
        way = "its children" if method == "updateOutput" else "its children, the last one first"
        return Caption(f"{call} begins", words=f"{way}: {manner}" if manner else way)
    gives = "output" if method == "updateOutput" else "gradInput"
    return Caption(f"{call} ends", words=f"its {gives} is complete")
