"""Which modules feed those of a kind directly."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from app.document.described import holds, is_graph
from app.document.flow import flow
from app.document.memo import Memo
from app.document.model import Document, Node, NodeId


def nodes_before(document: Document, kinds: Collection[str]) -> list[NodeId]:
    """The modules whose output goes straight into one of these kinds."""
    return list(dict.fromkeys(found_before(document, kinds)))


def found_before(document: Document, kinds: Collection[str]) -> Iterator[NodeId]:
    """The same one by one, for who needs only the first that will do; one may come twice."""
    return (source for source, module in _pairs(document.root) if module in kinds)


def _pairs(node: Node) -> Iterator[tuple[NodeId, str]]:
    """Each module inside a node with the class that it feeds."""
    known = _known.get(node)
    yield from _known.put(node, tuple(_feeding(node))) if known is None else known
    for child in node.children:
        if child.children:
            yield from _pairs(child)


def _feeding(node: Node) -> Iterator[tuple[NodeId, str]]:
    """The same of a node's own children; kept while the node stays as it is."""
    names = {child.id: child.module for child in node.children}
    if is_graph(node):
        into = flow(node).into
        pairs = [(wire.source, child.id) for child in node.children for wire in into.get(child.id, ())]
    else:
        children = holds(node)
        chained = node.children if children is not None and children.feed == "chain" else ()
        pairs = [(one.id, other.id) for one, other in zip(chained, chained[1:], strict=False)]
    return ((source, names[target]) for source, target in pairs if source in names)


_known: Memo[tuple[tuple[NodeId, str], ...]] = Memo()
