"""The step that all edits are made of: change one node; everything beside it is shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.document.index import index
from app.document.model import Document, Node, NodeId


def changed(doc: Document, id: NodeId, change: Callable[[Node], Node]) -> Document:
    """The document in which one node is what `change` makes of it; the same one if that is the same node."""
    chain = [index(doc).nodes[step] for step in index(doc).chain(id)]
    new = change(chain[-1])
    if new is chain[-1]:
        return doc
    for old, holder in zip(reversed(chain[1:]), reversed(chain[:-1]), strict=True):
        children = tuple(new if child is old else child for child in holder.children)
        new = replace(holder, children=children)
    return replace(doc, root=new) if chain[0] is doc.root else replace(doc, criterion=new)
