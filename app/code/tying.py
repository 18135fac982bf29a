"""Which modules share or are made for others, as a text says it, in a document that has its modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.code.fragment import Fragment
from app.document.described import referred
from app.document.index import index
from app.document.model import Document, Node, NodeId
from app.document.referring import with_references
from app.document.sharing import groups


def with_groups(document: Document, fragment: Fragment, ids: Mapping[NodeId, NodeId]) -> Document:
    """The document in which those modules share that do in the text; unchanged where these do already.

    Args:
        ids: which module of the document each one of the fragment is.
    """
    nodes = index(document).nodes
    asleep = {inner.id for node in nodes.values() if node.muted for inner in node.walk()}
    said = groups(Document(fragment.root))
    wanted = {frozenset(ids[id] for id in members) for members in said.values()}
    here = {original: frozenset(members) - asleep for original, members in groups(document).items()}
    if wanted == {members for members in here.values() if len(members) > 1}:
        return document
    owner = {id: min(members) for members in wanted for id in members}

    def tied(node: Node) -> Node:
        children = tuple(map(tied, node.children))
        if any(new is not old for new, old in zip(children, node.children, strict=True)):
            node = replace(node, children=children)
        shares = node.shares if node.id in asleep else owner.get(node.id)
        shares = None if shares == node.id else shares
        return node if shares == node.shares else replace(node, shares=shares)

    return replace(document, root=tied(document.root))


def with_others(document: Document, fragment: Fragment, ids: Mapping[NodeId, NodeId]) -> Document:
    """The document in which modules are made for those that the text says; `ids` as above."""
    nodes = index(document).nodes
    said = {ids[node.id]: node.refers for node in fragment.root.walk() if referred(node.module)}
    wanted = {id: None if other is None else ids[other] for id, other in said.items()}
    return with_references(document, {id: other for id, other in wanted.items() if nodes[id].refers != other})
