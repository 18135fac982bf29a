"""What is set in forms: arguments, labels, the data, the training, the notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from app.document.arguments import arguments
from app.document.edits.change import changed
from app.document.index import index
from app.document.model import Data, Document, Node, NodeId, Training
from app.document.parameters import own_parameters
from app.document.refused import Refused
from app.document.sharing import group


def set_arguments(doc: Document, id: NodeId, values: Mapping[str, Any]) -> Document:
    """With these arguments of a node set; None takes one back to its default (or leaves a required one open).

    Where that changes the sizes of parameters that others share, they change with it.

    Raises:
        Refused: for a value that does not fit, with the allowed range.
    """
    if id == doc.root.id:
        raise Refused("The canvas has no settings of its own. Choose a module.")
    before = doc
    doc = changed(doc, id, lambda node: _given(node, values))
    if own_parameters(index(doc).nodes[id]) != own_parameters(index(before).nodes[id]):
        for other in set(group(doc, id)) - {id}:
            doc = changed(doc, other, lambda node: _given(node, values))
    return doc


def relabel(doc: Document, id: NodeId, label: str) -> Document:
    """With another label of one's own under the module's name; "" for none."""
    if id == doc.root.id:
        raise Refused("The canvas has no label. Choose a module.")
    label = " ".join(label.split())
    return changed(doc, id, lambda node: node if node.label == label else replace(node, label=label))


def set_data(doc: Document, data: Data) -> Document:
    """With other data."""
    return doc if data == doc.data else replace(doc, data=data)


def set_training(doc: Document, **changes: Any) -> Document:
    """With some of the training settings changed.

    Raises:
        Refused: for a value that does not fit, with the allowed range.
    """
    for name, value in changes.items():
        if (trouble := training_fault(name, value)) is not None:
            raise Refused(trouble)
    training = replace(doc.training, **changes)
    return doc if training == doc.training else replace(doc, training=training)


def set_notes(doc: Document, text: str) -> Document:
    """With other notes."""
    return doc if text == doc.notes else replace(doc, notes=text)


def _given(node: Node, values: Mapping[str, Any]) -> Node:
    args = arguments(node.module, dict(node.args) | dict(values))
    return node if args == node.args and _types(args) == _types(node.args) else replace(node, args=args)


def _types(args: tuple[tuple[str, Any], ...]) -> list[type]:
    return [type(value) for _, value in args]


_RANGES = {
    "learning_rate": (0.0, "a number, at least 0"),
    "batch_size": (0, "a whole number, at least 0 (0 takes all examples at once)"),
    "epochs": (1, "a whole number, at least 1"),
    "seed": (0, "a whole number, at least 0"),
}


def training_fault(name: str, value: Any) -> str | None:
    """Why a training setting cannot have this value, with the allowed range; None when it can."""
    if name not in {field.name for field in fields(Training)}:
        return f"There is no training setting called {name}."
    if name not in _RANGES:
        return None
    low, wants = _RANGES[name]
    kinds = (int, float) if isinstance(low, float) else (int,)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value < float("inf"):
        return f"{name.replace('_', ' ')} must be {wants}, not {value!r}."
    return None
