"""What must hold of every document, whatever made it: used where one comes from outside, and by the tests."""

from __future__ import annotations

from collections import Counter

from app.document.described import holds, is_criterion, is_graph, referred
from app.document.flow import has_loop
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node

DEPTH = 64
"""How deep containers may be nested, the canvas counted: ten times what any network needs."""


def fault(doc: Document) -> str | None:
    """What is wrong with a document, or None."""
    if doc.root.module != GRAPH:
        return f"the outermost module is a {doc.root.module}, not a {GRAPH}"
    if doc.criterion is not None and not is_criterion(doc.criterion.module):
        return f"{doc.criterion.module} is no criterion"
    tops = [doc.root, *([doc.criterion] if doc.criterion else [])]
    ids = [node.id for top in tops for node in top.walk()]
    ids += [remark.id.number for remark in doc.remarks]
    if len(set(ids)) < len(ids):
        return f"the id {Counter(ids).most_common(1)[0][0]} is used twice"
    if min(ids) < 0 or max(ids) >= doc.fresh:
        return f"the next free id is {doc.fresh}, but {max(ids)} is in use"
    return next((found for top in tops if (found := misplaced(top))), None) or misshared(tops)


def misshared(tops: list[Node]) -> str | None:
    """What is wrong with the parameters that modules share, or with what they refer to, or None."""
    nodes = {node.id: node for top in tops for node in top.walk()}
    for node in nodes.values():
        if node.refers is not None:
            other = nodes.get(node.refers)
            if other is None or not referred(node.module) or other.module != referred(node.module):
                return f"module {node.id} ({node.module}) refers to {node.refers}, which cannot be"
        if node.shares is None:
            continue
        original = nodes.get(node.shares)
        if original is None or original.module != node.module or original.shares is not None:
            return f"module {node.id} ({node.module}) shares parameters with {node.shares}, which cannot be"
        if holds(node) is not None or is_criterion(node.module):
            return f"module {node.id} ({node.module}) has no parameters of its own to share"
    return None


def misplaced(top: Node) -> str | None:
    """What is wrong with the children or the wires of a node or of any within it, or None."""
    for node in top.walk():
        if found := _children(node) or _wires(node):
            return f"module {node.id} ({node.module}): {found}"
    return None


def _children(node: Node) -> str | None:
    children = holds(node)
    if node.children and children is None:
        return "it holds modules, but is no container"
    if children is not None and children.most is not None and len(node.children) > children.most:
        return f"it holds {len(node.children)} modules, {children.most} are allowed"
    for child in node.children:
        if children is not None and is_criterion(child.module) != children.criterions:
            return f"{child.module} cannot be inside it"
    return None


def _wires(node: Node) -> str | None:
    if not is_graph(node):
        return "it has wires, but is no graph" if node.wires else None
    inside = {child.id for child in node.children}
    ends: set[tuple[int, int]] = set()
    for wire in node.wires:
        if wire.source not in inside | {INPUT} or wire.target not in inside | {OUTPUT}:
            return f"a wire from {wire.source} to {wire.target} has an end outside"
        if wire.port < 0 or (wire.strand is not None and wire.strand < 0):
            return "a wire has a negative port or strand"
        if (wire.target, wire.port) in ends:
            return f"two wires end at port {wire.port} of module {wire.target}"
        ends.add((wire.target, wire.port))
    return "its wires close a loop" if has_loop(node) else None
