"""Freezing and muting: what a module does while it stays where it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.document.check import Check, check
from app.document.described import is_criterion, title
from app.document.edits.change import changed
from app.document.edits.tree import existing
from app.document.index import index
from app.document.model import Document, Node, NodeId
from app.document.parameters import own_parameters
from app.document.refused import Refused
from app.document.sharing import frozen, group


def freeze(doc: Document, ids: Iterable[NodeId], on: bool = True) -> Document:
    """With the parameters of these modules (and of all inside them) left as they are in training, or not.

    Modules that share parameters are frozen together.

    Raises:
        Refused: where there is nothing to freeze, or a container around it stays frozen.
    """
    chosen = _modules(doc, ids, "frozen")
    nodes = index(doc).nodes
    if on and not any(own_parameters(inner) != () for id in chosen for inner in nodes[id].walk()):
        raise Refused(f"{title(nodes[chosen[0]])} has no parameters, so there is nothing to freeze.")
    for id in {member for one in chosen for member in group(doc, one)}:
        doc = changed(doc, id, lambda node: node if node.frozen == on else replace(node, frozen=on))
    left = frozen(doc)
    if not on and (kept := next((id for id in chosen if id in left), None)) is not None:
        raise Refused(f"{title(nodes[kept])} lies in a container that is frozen. Unfreeze that one.")
    return doc


def mute(doc: Document, ids: Iterable[NodeId], on: bool = True) -> Document:
    """With these modules handing on what they get, or doing their work again.

    Raises:
        Refused: where what they get is not what the next module takes.
    """
    chosen = _modules(doc, ids, "muted")
    after = doc
    for id in chosen:
        after = changed(after, id, lambda node: node if node.muted == on else replace(node, muted=on))
    if after is not doc and on:
        _check_flow(doc, after, chosen)
    return after


def _check_flow(doc: Document, after: Document, chosen: list[NodeId]) -> None:
    """That muting these brings no fault about."""
    before, now = check(doc), check(after)
    node = index(doc).nodes[chosen[0]]
    name = title(index(before.document).nodes.get(node.id, node))  # what is in something muted does not run
    worse = [now.faults[id] for id in now.faults if id not in before.faults]
    if now.blocker is not None and before.blocker is None:
        worse.append(now.blocker)
    if worse:
        raise Refused(f"{_passed(before, chosen[0], name)} {worse[0].text}")


def _passed(known: Check, id: NodeId, name: str) -> str:
    few = f"{name} cannot be muted, as what it gets would go on as it is"
    return f"{few}." if known.inputs.get(id) is None else f"{few}, and does not fit."


def _modules(doc: Document, ids: Iterable[NodeId], what: str) -> list[NodeId]:
    chosen = existing(doc, ids)
    nodes: dict[NodeId, Node] = index(doc).nodes
    if not chosen:
        raise Refused(f"Choose modules to be {what}.")
    for id in chosen:
        if is_criterion(nodes[id].module):
            raise Refused(f"{title(nodes[id])} is a criterion, which cannot be {what}.")
    return chosen
