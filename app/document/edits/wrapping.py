"""Wrap: a container around modules that are there. `unwrap` is its exact inverse.

On the canvas (and in any graph) the function stays the same: a chain goes into a Sequential, branches of one
source into a ConcatTable, branches with a source each into a ParallelTable, anything into a graph. Among
ordered children, where no wires are lost, and around one module, any container will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.document.arguments import arguments
from app.document.described import find, is_criterion, is_graph, title, titles
from app.document.edits.change import changed
from app.document.edits.into_graph import as_graph
from app.document.edits.places import corner
from app.document.edits.tree import check_depth, existing
from app.document.edits.wires import place
from app.document.flow import incoming, upstream
from app.document.index import index
from app.document.model import GRAPH, Document, Node, NodeId, Wire
from app.document.refused import Refused

Wired = tuple[Node, tuple[Wire, ...]]
"""The new container, and the wires of the graph around it."""


def wrap(
    doc: Document, ids: Iterable[NodeId], container: str, args: Mapping[str, Any] | None = None
) -> tuple[Document, NodeId]:
    """With a new container around these nodes, in their place.

    Raises:
        Refused: when they do not stand side by side, or the container would change what they compute.
    """
    chosen = existing(doc, ids)
    found = index(doc)
    parents = {found.parents[id] for id in chosen}
    if len(parents) != 1 or None in parents:
        raise Refused("Choose modules that stand beside one another, in one container or on the canvas.")
    holder = found.nodes[next(iter(parents))]  # type: ignore[index]
    empty = Node(doc.fresh, container, arguments(container, args or {}))
    _check_kind(empty, len(chosen))
    nodes = [child for child in holder.children if child.id in set(chosen)]
    check_depth(doc, holder.id, [replace(empty, children=tuple(nodes))])
    wrapped = _in_graph(holder, nodes, empty) if is_graph(holder) else _among(holder, nodes, empty)
    return changed(replace(doc, fresh=doc.fresh + 1), holder.id, lambda _: wrapped), empty.id


def _check_kind(container: Node, count: int) -> None:
    """That this class can hold so many modules."""
    children = find(container.module).spec.children
    if children is None or is_criterion(container.module):
        raise Refused(f"{container.module} holds no modules. Choose a container such as Sequential.")
    if children.most is not None and count > children.most:
        raise Refused(f"{container.module} holds {children.most} only, and {count} are chosen.")


def _among(holder: Node, nodes: list[Node], empty: Node) -> Node:
    """Wrapped among the ordered children of a container."""
    first = holder.children.index(nodes[0])
    if list(holder.children[first : first + len(nodes)]) != nodes:
        raise Refused(f"Choose neighbours: in {title(holder)} other modules stand between {titles(nodes)}.")
    if empty.module == GRAPH:
        chain = [Wire(a.id, b.id) for a, b in zip(nodes, nodes[1:], strict=False)]
        ends = [Wire(-1, nodes[0].id), Wire(nodes[-1].id, -2)]
        made = as_graph(empty, nodes, [*chain, *ends])
    else:
        made = replace(empty, children=tuple(nodes), at=corner(nodes))
    rest = holder.children[first + len(nodes) :]
    return replace(holder, children=(*holder.children[:first], made, *rest))


def _in_graph(holder: Node, nodes: list[Node], empty: Node) -> Node:
    """Wrapped among the free children of a graph."""
    kind = find(empty.module).spec.children
    if empty.module == GRAPH:
        made, wires = _graph(holder, nodes, empty)
    elif len(nodes) == 1:
        made, wires = _single(holder, nodes[0], empty)
    elif kind.feed == "chain":
        made, wires = _chain(holder, nodes, empty)
    elif kind.join == "table" and kind.feed in ("all", "each"):
        made, wires = _branches(holder, nodes, empty, kind.feed)
    else:
        raise Refused(
            f"{empty.module} around several free modules would change what they compute. "
            "Put it on the canvas and drag them into it."
        )
    inside = {node.id for node in nodes}
    children = [*(child for child in holder.children if child.id not in inside), made]
    return replace(
        holder,
        children=tuple(sorted(children, key=lambda child: child.id)),
        wires=tuple(sorted(wires, key=place)),
    )


def _single(holder: Node, node: Node, empty: Node) -> Wired:
    """One module: the container takes over its wires. From a table it hands on the only entry."""
    table = find(empty.module).spec.children.join == "table"
    made = replace(empty, children=(node,), at=node.at)
    wires = []
    for wire in holder.wires:
        if wire.target == node.id:
            wire = replace(wire, target=made.id)
        elif wire.source == node.id:
            if table and wire.strand is not None:
                raise Refused(_nested(node, empty))
            wire = replace(wire, source=made.id, strand=0 if table else wire.strand)
        wires.append(wire)
    return made, tuple(wires)


def _chain(holder: Node, nodes: list[Node], empty: Node) -> Wired:
    """A chain: the wires within it go, those at its two ends are the container's."""
    nodes = _in_line(holder, nodes)
    inside = {node.id for node in nodes}
    first, last = nodes[0].id, nodes[-1].id
    wires = []
    for wire in holder.wires:
        if wire.source in inside and wire.target in inside:
            continue
        if wire.target == first:
            wire = replace(wire, target=empty.id)
        elif wire.source == last:
            wire = replace(wire, source=empty.id)
        wires.append(wire)
    return replace(empty, children=tuple(nodes), at=corner(nodes)), tuple(wires)


def _in_line(holder: Node, nodes: list[Node]) -> list[Node]:
    """The nodes in the order of the chain that they are; unwired ones from left to right.

    Raises:
        Refused: when they are no chain.
    """
    inside = {node.id: node for node in nodes}
    if not any(wire.source in inside or wire.target in inside for wire in holder.wires):
        return sorted(nodes, key=lambda node: (node.at, node.id))
    follower: dict[NodeId, NodeId] = {}
    into, out = incoming(holder), _outgoing(holder)
    for id in inside:
        wires = into.get(id, [])
        if any(wire.source in inside for wire in wires):
            (source, strand), alone = (wires[0].source, wires[0].strand), len(wires) == 1
            if not alone or strand is not None or len(out[source]) != 1:
                raise Refused(_no_chain(nodes))
            follower[source] = id
    starts = [id for id in inside if id not in set(follower.values())]
    if len(starts) != 1:
        raise Refused(_no_chain(nodes))
    line = [starts[0]]
    while line[-1] in follower:
        line.append(follower[line[-1]])
    return [inside[id] for id in line]


def _branches(holder: Node, nodes: list[Node], empty: Node, feed: str) -> Wired:
    """Branches that do not feed one another; their outputs become the entries of the container's."""
    nodes = sorted(nodes, key=lambda node: (node.at[1], node.at[0], node.id))
    number = {node.id: at for at, node in enumerate(nodes)}
    into = incoming(holder)
    feeding = [wire.source for node in nodes for wire in into.get(node.id, ())]
    if upstream(holder, feeding) & number.keys():
        raise Refused(f"{titles(nodes)} feed one another, so they are no branches side by side.")
    entering = _shared(nodes, into, empty) if feed == "all" else _one_each(nodes, into, empty)
    wires = [replace(wire, target=empty.id, port=port) for port, wire in enumerate(entering)]
    for wire in holder.wires:
        if wire.source in number and wire.strand is not None:
            raise Refused(_nested(nodes[number[wire.source]], empty))
        if wire.source in number:
            wires.append(replace(wire, source=empty.id, strand=number[wire.source]))
        elif wire.target not in number:
            wires.append(wire)
    return replace(empty, children=tuple(nodes), at=corner(nodes)), tuple(wires)


def _shared(nodes: list[Node], into: dict[NodeId, list[Wire]], empty: Node) -> list[Wire]:
    """The wires that all branches have in common."""
    taps = [[(w.source, w.port, w.strand) for w in into.get(node.id, ())] for node in nodes]
    if any(tap != taps[0] for tap in taps):
        raise Refused(f"{empty.module} gives each module the same, but {titles(nodes)} get different inputs.")
    return into.get(nodes[0].id, [])


def _one_each(nodes: list[Node], into: dict[NodeId, list[Wire]], empty: Node) -> list[Wire]:
    """The one wire of each branch; or none at all."""
    wires = [into.get(node.id, []) for node in nodes]
    if any(len(each) != len(wires[0]) or len(each) > 1 for each in wires):
        raise Refused(
            f"{empty.module} gives each module one entry, so each of {titles(nodes)} needs one wire."
        )
    return [wire for each in wires for wire in each]


def _graph(holder: Node, nodes: list[Node], empty: Node) -> Wired:
    """Anything: what crosses the border enters and leaves by the graph's own ports."""
    inside = {node.id for node in nodes}
    _check_closed(holder, inside, nodes)
    entering = [w for w in holder.wires if w.target in inside and w.source not in inside]
    leaving = [w for w in holder.wires if w.source in inside and w.target not in inside]
    ins = list(dict.fromkeys((w.source, w.strand) for w in entering))
    outs = list(dict.fromkeys((w.source, w.strand) for w in leaving))
    within = [w for w in holder.wires if w.source in inside and w.target in inside]
    for wire in entering:
        at = ins.index((wire.source, wire.strand))
        within.append(replace(wire, source=-1, strand=at if len(ins) > 1 else None))
    within += [Wire(source, -2, port, strand) for port, (source, strand) in enumerate(outs)]
    around = [w for w in holder.wires if w.source not in inside and w.target not in inside]
    around += [Wire(source, empty.id, port, strand) for port, (source, strand) in enumerate(ins)]
    for wire in leaving:
        at = outs.index((wire.source, wire.strand))
        around.append(replace(wire, source=empty.id, strand=at if len(outs) > 1 else None))
    return as_graph(empty, nodes, within), tuple(around)


def _check_closed(holder: Node, inside: set[NodeId], nodes: list[Node]) -> None:
    """That no way leads out of the nodes and back into them."""
    into = incoming(holder)
    outer = {w.source for id in inside for w in into.get(id, ()) if w.source not in inside}
    if upstream(holder, outer) & inside:
        raise Refused(f"A way leads out of {titles(nodes)} and back. Choose the modules on it too.")


def _outgoing(holder: Node) -> dict[NodeId, list[Wire]]:
    found: dict[NodeId, list[Wire]] = {}
    for wire in holder.wires:
        found.setdefault(wire.source, []).append(wire)
    return found


def _no_chain(nodes: list[Node]) -> str:
    return f"{titles(nodes)} are no chain, each feeding just the next. Wire them so, or wrap them in a graph."


def _nested(node: Node, empty: Node) -> str:
    return f"A wire takes one entry of what {title(node)} gives, which {empty.module} would put into a table."
