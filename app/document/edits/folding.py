"""Wires into containers, and containers into wires: all of a graph at once. The function stays as it is.

A chain becomes a Sequential; branches of one source that meet again become a ConcatTable, and branches that
take the entries of one table apart a ParallelTable. What is no such pattern keeps its wires.
"""

from __future__ import annotations

from dataclasses import replace

from app.document.check import check
from app.document.check.graph import walk_graph
from app.document.check.walk import walk
from app.document.described import holds
from app.document.edits.change import changed
from app.document.edits.enclosing import branches, chain
from app.document.edits.unwrapping import unwrap
from app.document.edits.wrapping import with_container
from app.document.flow import incoming
from app.document.index import index
from app.document.model import GRAPH, INPUT, Document, Node, NodeId, Wire
from app.document.refused import Refused
from nncore.shapes import Shape

Pattern = tuple[str, list[Node]]
"""A container's name, and the modules that go into it, in order."""


def fold(doc: Document, graph: NodeId | None = None) -> Document:
    """With containers in place of the wires of a graph (the canvas when None), as far as there are such.

    Raises:
        Refused: when no wire can be folded.
    """
    known = check(doc)
    id = doc.root.id if graph is None else graph
    entering = known.inputs.get(id)
    folded = doc
    while (found := _pattern(index(folded).nodes[id], entering)) is not None:
        folded = _with(folded, id, *found, made_from=doc.fresh)
    if folded is doc:
        raise Refused("No wires here are those of a chain, or of branches that meet again.")
    return folded


def unfold(doc: Document, graph: NodeId | None = None) -> Document:
    """With wires in place of all containers in a graph (the canvas when None) that do no more than wires can.

    Raises:
        Refused: when there is none.
    """
    id = doc.root.id if graph is None else graph
    unfolded, kept = doc, set[NodeId]()
    while (
        child := next((c for c in index(unfolded).nodes[id].children if _opens(c, kept)), None)
    ) is not None:
        try:
            unfolded = unwrap(unfolded, child.id)
        except Refused:
            kept.add(child.id)
    if unfolded is doc:
        raise Refused("No container here does what wires can do.")
    return unfolded


def _opens(node: Node, kept: set[NodeId]) -> bool:
    """Whether a container's work can be done by wires alone."""
    kind = holds(node)
    if kind is None or node.id in kept or node.muted or not node.children:
        return False
    table = kind.join == "table" and kind.feed in ("all", "each") and len(node.children) > 1
    return node.module in ("Sequential", GRAPH) or table


def _with(doc: Document, graph: NodeId, container: str, nodes: list[Node], made_from: NodeId) -> Document:
    """With these modules in a new container. Sequentials made before become part of a longer one."""
    if container == "Sequential":
        for node in nodes:
            if node.module == "Sequential" and node.id >= made_from:
                doc = unwrap(doc, node.id)
        flat = [inner for node in nodes for inner in _parts(node, made_from)]
        ids = {node.id for node in flat}
        nodes = [child for child in index(doc).nodes[graph].children if child.id in ids]
    empty, holder = Node(doc.fresh, container), index(doc).nodes[graph]
    if container == "Sequential":
        made, wires = chain(holder, nodes, empty)
    else:
        made, wires = branches(holder, nodes, empty, "all" if container == "ConcatTable" else "each")
        wires = _whole(wires, made.id, container == "ParallelTable")
    return changed(replace(doc, fresh=doc.fresh + 1), graph, lambda node: with_container(node, made, wires))


def _parts(node: Node, made_from: NodeId) -> tuple[Node, ...]:
    return node.children if node.module == "Sequential" and node.id >= made_from else (node,)


def _whole(wires: tuple[Wire, ...], id: NodeId, apart: bool) -> tuple[Wire, ...]:
    """The wires with one for the whole table that leaves the container, and (`apart`) one that enters it."""
    joined: dict[Wire, None] = {}
    for wire in wires:
        if wire.source == id or (apart and wire.target == id):
            wire = replace(wire, port=0, strand=None)
        joined[wire] = None
    return tuple(joined)


def _pattern(holder: Node, entering: Shape | None) -> Pattern | None:
    """The next thing to fold in a graph: all chains first, then branches."""
    nodes = {child.id: child for child in holder.children}
    into, out = incoming(holder), _leaving(holder)
    line = _longest_chain(nodes, into, out)
    if line:
        return "Sequential", line
    for target, wires in into.items():
        ids = [wire.source for wire in wires]
        if len(ids) < 2 or len(set(ids)) < len(ids) or not all(id in nodes for id in ids):
            continue
        if any(out[id] != [wire] or wire.strand is not None for id, wire in zip(ids, wires, strict=True)):
            continue
        if [wire.port for wire in wires] != list(range(len(wires))) or target in ids:
            continue
        if (container := _container(holder, [into.get(id, []) for id in ids], entering)) is not None:
            return container, [nodes[id] for id in ids]
    return None


def _container(holder: Node, feeding: list[list[Wire]], entering: Shape | None) -> str | None:
    """What feeds branches so: the same to all, or one entry of a table to each; None for anything else."""
    taps = [[(w.source, w.strand, w.port) for w in wires] for wires in feeding]
    if taps[0] and all(tap == taps[0] for tap in taps):
        return "ConcatTable"
    source = taps[0][0][0] if taps[0] else None
    if source is None or taps != [[(source, at, 0)] for at in range(len(taps))]:
        return None
    given = entering if source == INPUT else _given(holder, source, entering)
    return "ParallelTable" if isinstance(given, tuple) and len(given) == len(taps) else None


def _given(holder: Node, source: NodeId, entering: Shape | None) -> Shape | None:
    """What a module of the graph gives."""
    facts = walk_graph(holder, entering, walk)
    return next((child.output for child in facts.children if child.id == source), None)


def _longest_chain(
    nodes: dict[NodeId, Node], into: dict[NodeId, list[Wire]], out: dict[NodeId, list[Wire]]
) -> list[Node]:
    """A chain of two or more modules, each of which gets just what the one before gives."""
    follower = {
        id: wires[0].target
        for id, wires in out.items()
        if id in nodes and len(wires) == 1 and wires[0].strand is None and wires[0].target in nodes
        and into[wires[0].target] == [replace(wires[0], port=0)]
    }  # fmt: skip
    for start in nodes:
        if start in follower and start not in set(follower.values()):
            line = [start]
            while line[-1] in follower:
                line.append(follower[line[-1]])
            return [nodes[id] for id in line]
    return []


def _leaving(holder: Node) -> dict[NodeId, list[Wire]]:
    found: dict[NodeId, list[Wire]] = {}
    for wire in holder.wires:
        found.setdefault(wire.source, []).append(wire)
    return found
