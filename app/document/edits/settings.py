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
from app.document.training import checked, usual_rate


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
    """With some of the training settings changed. Another optimiser or schedule begins with its own defaults.

    Raises:
        Refused: for a value that does not fit, with the allowed range.
    """
    for name in changes:
        if name not in {field.name for field in fields(Training)}:
            raise Refused(f"There is no training setting called {name}.")
    for name, options in (("optimiser", "options"), ("schedule", "schedule_options")):
        if changes.get(name, getattr(doc.training, name)) != getattr(doc.training, name):
            changes.setdefault(options, ())
    training = checked(replace(doc.training, **changes))
    return doc if training == doc.training else replace(doc, training=training)


def choose_optimiser(doc: Document, name: str) -> Document:
    """With another optimiser, which begins with its own defaults and its usual learning rate."""
    if name == doc.training.optimiser:
        return doc
    return set_training(doc, optimiser=name, learning_rate=usual_rate(name))


def set_options(doc: Document, options: str, name: str, value: Any) -> Document:
    """With an option of the optimiser (`options`) or the schedule (`schedule_options`) set; None unsets it.

    Raises:
        Refused: for a value that does not fit, with the allowed range.
    """
    return set_training(
        doc, **{options: tuple((dict(getattr(doc.training, options)) | {name: value}).items())}
    )


def set_notes(doc: Document, text: str) -> Document:
    """With other notes."""
    return doc if text == doc.notes else replace(doc, notes=text)


def _given(node: Node, values: Mapping[str, Any]) -> Node:
    args = arguments(node.module, dict(node.args) | dict(values))
    return node if args == node.args and _types(args) == _types(node.args) else replace(node, args=args)


def _types(args: tuple[tuple[str, Any], ...]) -> list[type]:
    return [type(value) for _, value in args]
