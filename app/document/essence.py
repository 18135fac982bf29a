"""What of a document its training depends on: not where cards stand, their labels, or what is noted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.document.memo import Memo
from app.document.model import Document, Node, Training
from app.document.training import LIVE

_ANY_PACE: dict[str, Any] = {name: getattr(Training(), name) for name in LIVE}


def essence(document: Document) -> Any:
    """A value that is equal for two documents which compute and train alike, whatever the pace.

    The settings in `LIVE` (learning rate, batch size ...) are left out: a run can take those while it goes.
    """
    fixed = replace(document.training, **_ANY_PACE)
    return *network(document), fixed


def network(document: Document) -> Any:
    """A value that is equal for two documents whose networks, with criterion and data, compute alike."""
    criterion = document.criterion and _node(document.criterion)
    return _node(document.root), criterion, document.data


def _node(node: Node) -> Any:
    """The same object for the same node: two that are compared differ only where an edit was."""
    return _known.get(node) or _known.put(node, _made(node))


def _made(node: Node) -> Any:
    switches = node.frozen, node.muted, node.shares, node.refers
    return node.id, node.module, node.args, switches, tuple(map(_node, node.children)), node.wires


_known: Memo[Any] = Memo()
