"""Which modules feed those of a kind directly."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from app.document.described import holds, is_graph
from app.document.flow import flow
from app.document.model import Document, Node, NodeId


def nodes_before(document: Document, kinds: Collection[str]) -> list[NodeId]:
    """The modules whose output goes straight into one of these kinds."""
    return list(dict.fromkeys(_before(document.root, kinds)))


def _before(node: Node, kinds: Collection[str]) -> Iterator[NodeId]:
    names = {child.id: child.module for child in node.children}
    if is_graph(node):
        into = flow(node).into
        pairs = [(wire.source, child.id) for child in node.children for wire in into.get(child.id, ())]
    else:
        children = holds(node)
        chained = node.children if children is not None and children.feed == "chain" else ()
        pairs = [(one.id, other.id) for one, other in zip(chained, chained[1:], strict=False)]
    yield from (source for source, target in pairs if source in names and names[target] in kinds)
    for child in node.children:
        yield from _before(child, kinds)
