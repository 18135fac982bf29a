"""The order in which a model is explained: all of it, then each container, the outer before the inner."""

from __future__ import annotations

from app.canvas.inside import Inside
from app.document.described import is_criterion
from app.document.model import Document, NodeId


def way(document: Document, inside: Inside) -> list[NodeId | None]:
    """None is the whole model."""
    found = [node.id for node in document.root.walk() if not is_criterion(node.module)]
    return [None, *(id for id in found if id == inside.container or inside.can_enter(id))]


def beside(document: Document, inside: Inside, by: int) -> NodeId | None:
    """What comes `by` places after what is shown; at the ends what is shown itself."""
    steps = way(document, inside)
    at = steps.index(inside.container) if inside.container in steps else 0
    return steps[min(max(at + by, 0), len(steps) - 1)]
