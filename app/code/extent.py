"""About how much room a module takes on the canvas."""

from __future__ import annotations

from app.document.described import holds, is_graph, title
from app.document.model import Node

Extent = tuple[float, float]
"""Width and height, in pixels of the canvas at 100 %."""

CARD, LETTER, PADDING = (112.0, 56.0), 8.0, 40.0
BETWEEN, STACKED, SIDES, TOP, BOTTOM = 56.0, 32.0, 96.0, 48.0, 24.0


def extent(node: Node) -> Extent:
    """The room for a card, or for a frame with all that it holds."""
    if not node.children:
        words = max(len(node.module), len(title(node)) - len(node.module))
        return max(CARD[0], LETTER * words + PADDING), CARD[1]
    inner = [extent(child) for child in node.children]
    if is_graph(node):
        rights = [child.at[0] + w for child, (w, _) in zip(node.children, inner, strict=True)]
        bottoms = [child.at[1] + h for child, (_, h) in zip(node.children, inner, strict=True)]
        return max(*rights, node.ends[1][0]) + SIDES, max(bottoms) + TOP + BOTTOM
    kind = holds(node)
    if kind is not None and kind.feed == "chain":
        width = sum(w for w, _ in inner) + BETWEEN * (len(inner) - 1)
        return width + SIDES, max(h for _, h in inner) + TOP + BOTTOM
    height = sum(h for _, h in inner) + STACKED * (len(inner) - 1)
    return max(w for w, _ in inner) + 2 * SIDES, height + TOP + BOTTOM
