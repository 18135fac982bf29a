"""Where each node of a document is: found once for each document, then looked up."""

from __future__ import annotations

from dataclasses import dataclass

from app.document.described import referred
from app.document.memo import Memo
from app.document.model import GRAPH, Document, Node, NodeId


@dataclass(frozen=True, slots=True)
class Index:
    """All nodes by their ids, and what holds them. The root and the criterion have the parent None."""

    nodes: dict[NodeId, Node]
    parents: dict[NodeId, NodeId | None]
    shares: dict[NodeId, NodeId]
    """The modules that use another's parameters, with that one."""
    refers: dict[NodeId, NodeId | None]
    """The modules that are made for another one, with that one where it is chosen."""

    def graph_of(self, id: NodeId) -> NodeId | None:
        """The innermost graph that holds this node; None for the root and the criterion."""
        parent = self.parents[id]
        while parent is not None and self.nodes[parent].module != GRAPH:
            parent = self.parents[parent]
        return parent

    def children_index(self, id: NodeId) -> int:
        """The node's place among its parent's children, from 0.

        Raises:
            KeyError: for the root and the criterion, which have no parent.
        """
        parent = self.parents[id]
        if parent is None:
            raise KeyError(id)
        return _places_in(self.nodes[parent])[id]

    def chain(self, id: NodeId) -> list[NodeId]:
        """The node's ancestors from the outside in, then the node."""
        found = [id]
        while (parent := self.parents[found[-1]]) is not None:
            found.append(parent)
        return found[::-1]

    def inside(self, id: NodeId, container: NodeId) -> bool:
        """Whether the node is the container or within it."""
        return container in self.chain(id)


def index(document: Document) -> Index:
    """The index of a document; the same object for the same document."""
    return _known.get(document) or _known.put(document, _make(document))


def _make(document: Document) -> Index:
    found = Index({}, {}, {}, {})
    for top in (document.root, document.criterion):
        if top is not None:
            found.nodes[top.id], found.parents[top.id] = top, None
            _enter(found, below(top))
    return found


def below(node: Node) -> Index:
    """Of all inside a node; an edit elsewhere does not change it."""
    known = _inside.get(node)
    if known is not None:
        return known
    found = Index({}, {}, {}, {})
    for child in node.children:
        found.nodes[child.id], found.parents[child.id] = child, node.id
        if child.shares is not None:
            found.shares[child.id] = child.shares
        if referred(child.module):
            found.refers[child.id] = child.refers
        if child.children:
            _enter(found, below(child))
    return _inside.put(node, found)


def _enter(found: Index, more: Index) -> None:
    found.nodes.update(more.nodes)
    found.parents.update(more.parents)
    found.shares.update(more.shares)
    found.refers.update(more.refers)


def _places_in(node: Node) -> dict[NodeId, int]:
    """The places of a node's children, from 0."""
    known = _places.get(node)
    if known is None:
        known = _places.put(node, {child.id: at for at, child in enumerate(node.children)})
    return known


_known: Memo[Index] = Memo()
_inside: Memo[Index] = Memo()
_places: Memo[dict[NodeId, int]] = Memo()
