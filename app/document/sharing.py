"""Modules that use the same parameters, and modules whose parameters are left as they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.document.described import holds, is_criterion
from app.document.index import index
from app.document.memo import Memo
from app.document.model import Document, Node, NodeId
from app.document.parameters import own_parameters
from app.document.referring import released


def groups(doc: Document) -> dict[NodeId, tuple[NodeId, ...]]:
    """The modules that share parameters, the original first, by the original."""
    found: dict[NodeId, tuple[NodeId, ...]] = {}
    for id, original in sorted(index(doc).shares.items()):
        found[original] = (*found.get(original, (original,)), id)
    return found


def marks(doc: Document) -> dict[NodeId, str]:
    """A letter for each module that shares parameters, the same for those that use the same: A, B, ... Z, AA.
    They are given in the order of the originals' ids.
    """
    known = _marks.get(doc)
    if known is None:
        found = enumerate(sorted(groups(doc).items()))
        known = _marks.put(doc, {id: _letter(number) for number, (_, members) in found for id in members})
    return known


def _letter(number: int) -> str:
    """As columns of a spreadsheet are called, from 0."""
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)


def group(doc: Document, id: NodeId) -> tuple[NodeId, ...]:
    """The module and those that share its parameters, the original first."""
    shares = index(doc).shares
    original = shares.get(id, id)
    return (original, *sorted(other for other, of in shares.items() if of == original))


def owners(doc: Document, used: Collection[NodeId]) -> dict[NodeId, NodeId]:
    """Whose parameters each module that shares takes: the original's, or where that one is not `used`, those
    of the first that is. The owners themselves are left out.
    """
    found: dict[NodeId, NodeId] = {}
    for members in groups(doc).values():
        if (owner := next((id for id in members if id in used), None)) is not None:
            found |= {id: owner for id in members if id != owner}
    return found


def frozen(doc: Document) -> frozenset[NodeId]:
    """The modules whose parameters are left as they are: frozen themselves, inside something frozen, or
    sharing with one that is.
    """
    found = {inner.id for node in index(doc).nodes.values() if node.frozen for inner in node.walk()}
    for members in groups(doc).values() if found else ():
        if not found.isdisjoint(members):
            found.update(members)
    return frozenset(found)


def can_share(node: Node) -> bool:
    """Whether a module has parameters of its own that others could use."""
    return holds(node) is None and not is_criterion(node.module) and own_parameters(node) != ()


def settled(doc: Document) -> Document:
    """With an heir for each original that is gone: the first module that shared with it. What refers to one
    that is gone refers to none.
    """
    doc = released(doc)
    found = index(doc)
    orphans = [id for id, original in found.shares.items() if _is_lost(found.nodes, id, original)]
    if not orphans:
        return doc
    heirs: dict[tuple[NodeId, str], NodeId] = {}
    for id in sorted(orphans):
        heirs.setdefault((found.shares[id], found.nodes[id].module), id)

    def mend(node: Node) -> Node:
        children = tuple(map(mend, node.children))
        if any(new is not old for new, old in zip(children, node.children, strict=True)):
            node = replace(node, children=children)
        if node.id not in orphans or node.shares is None:
            return node
        heir = heirs[node.shares, node.module]
        return replace(node, shares=None if heir == node.id else heir)

    return replace(doc, root=mend(doc.root))


def _is_lost(nodes: dict[NodeId, Node], id: NodeId, original: NodeId) -> bool:
    return original not in nodes or nodes[original].module != nodes[id].module


_marks: Memo[dict[NodeId, str]] = Memo()
