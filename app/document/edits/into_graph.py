"""Modules into a graph of their own: where they and its two ends stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.document.edits.places import ALONG, corner, minus, moved, snapped
from app.document.edits.wires import place
from app.document.model import Node, Wire


def as_graph(empty: Node, nodes: Sequence[Node], wires: Sequence[Wire]) -> Node:
    """The graph `empty` with these nodes in it, standing to one another as before, between its two ends."""
    at = corner(nodes)
    offset = minus((float(ALONG), 0.0), at)
    children = tuple(moved(node, offset) for node in sorted(nodes, key=lambda node: node.id))
    right = max(child.at[0] for child in children) + ALONG
    middle = max(child.at[1] for child in children) / 2
    ends = (snapped((0, middle)), snapped((right, middle)))
    return replace(empty, children=children, wires=tuple(sorted(wires, key=place)), at=at, ends=ends)
