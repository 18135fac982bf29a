"""The outline of a module that is not there yet."""

from __future__ import annotations

from dataclasses import replace

from app.canvas.geometry import cards, frames
from app.canvas.geometry.box import Box
from app.canvas.geometry.inlet import ONE
from app.canvas.words import spec
from app.document.described import is_criterion
from app.document.model import Document, Node, NodeId

GHOST: NodeId = -100


def ghost(module: str, document: Document) -> Box:
    """How a new `module` would look on the canvas."""
    node = Node(GHOST, module)
    if is_criterion(module):
        return cards.criterion_card(replace(document, criterion=node), 1)
    if spec(module).children is not None:
        return frames.empty(node, ONE, (None,))
    return cards.card(node, ONE, (None,))
