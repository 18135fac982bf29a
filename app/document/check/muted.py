"""A muted module: it hands on what it gets, and nothing inside it is looked at."""

from __future__ import annotations

from app.document.check.facts import Facts
from app.document.model import Node
from nncore.shapes import Shape


def muted(node: Node, x: Shape | None) -> Facts:
    """The facts about a muted node that gets `x`. It runs as an Identity."""
    stands = Node(node.id, "Identity", at=node.at, label=node.label, muted=True)
    return Facts(node.id, x, x, children=tuple(map(_asleep, node.children)), filled=stands)


def _asleep(node: Node) -> Facts:
    """Nothing is known of what is inside."""
    wires = tuple((wire, None) for wire in node.wires)
    return Facts(node.id, None, None, None, tuple(map(_asleep, node.children)), wires)
