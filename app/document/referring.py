"""Modules that are made for another one, which stands elsewhere: an unpooling, for the pooling it undoes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from app.document.described import find, is_graph, referred
from app.document.flow import flow
from app.document.index import index
from app.document.model import Document, Node, NodeId
from nncore import catalog
from nncore.errors import NNError


def with_references(doc: Document, chosen: dict[NodeId, NodeId | None]) -> Document:
    """The document in which each of these modules refers to another one (None: to none)."""

    def mend(node: Node) -> Node:
        children = tuple(map(mend, node.children))
        if any(new is not old for new, old in zip(children, node.children, strict=True)):
            node = replace(node, children=children)
        wanted = chosen.get(node.id, node.refers)
        return node if wanted == node.refers else replace(node, refers=wanted)

    return replace(doc, root=mend(doc.root)) if chosen else doc


def released(doc: Document) -> Document:
    """Without the references to modules that are gone."""
    found = index(doc)
    lost = {id: None for id, other in found.refers.items() if other is not None and other not in found.nodes}
    return with_references(doc, dict(lost))


def in_order(node: Node) -> Iterator[Node]:
    """The modules that run, each behind those that run before it; those that hold others are left out."""
    if not node.children:
        yield node
    elif is_graph(node):
        inner = {child.id: child for child in node.children}
        for id in flow(node).used:
            yield from in_order(inner[id])
    else:
        for child in node.children:
            yield from in_order(child)


def candidates(doc: Document, id: NodeId) -> list[NodeId]:
    """The modules that this one could be made for: of the right class, run before it, nearest first.

    Args:
        doc: the document as it runs.
    """
    node = index(doc).nodes[id]
    before: list[Node] = []
    for other in in_order(doc.root):
        if other.id == id:
            break
        before.append(other)
    return [other.id for other in reversed(before) if not misfit(node, other)]


def misfit(node: Node, other: Node) -> str:
    """Why a module cannot be made for another one, in words; "" when it can."""
    wanted = referred(node.module)
    return (
        f"it works with a {wanted}" if other.module != wanted else _refusal(node.module, wanted, other.args)
    )


@lru_cache(maxsize=256)
def _refusal(module: str, wanted: str, args: tuple[tuple[str, Any], ...]) -> str:
    try:
        find(module)(catalog.build(wanted, dict(args)))
    except NNError as error:
        return error.what
    return ""
