"""Containers as one card: how they are drawn, never what they compute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.document.described import holds, title
from app.document.edits.change import changed
from app.document.edits.tree import existing
from app.document.index import index
from app.document.model import Document, NodeId
from app.document.refused import Refused


def collapse(doc: Document, ids: Iterable[NodeId], on: bool = True) -> Document:
    """With these containers drawn as one card, or as frames again.

    Raises:
        Refused: for a module that holds none, for the criterion, and for what is not there.
    """
    found = index(doc)
    for id in existing(doc, ids):
        node = found.nodes[id]
        if holds(node) is None or found.parents[id] is None:
            raise Refused(f"{title(node)} is a card already. Choose a container.")
        doc = changed(doc, id, lambda node: node if node.collapsed == on else replace(node, collapsed=on))
    return doc
