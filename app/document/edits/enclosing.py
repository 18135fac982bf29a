"""The forms of a container around free modules of a graph that leave the function as it is."""

from __future__ import annotations

from dataclasses import replace

from app.document.described import find, title, titles
from app.document.edits.into_graph import as_graph
from app.document.edits.places import corner
from app.document.flow import incoming, upstream
from app.document.model import INPUT, OUTPUT, Node, NodeId, Wire
from app.document.refused import Refused

Wired = tuple[Node, tuple[Wire, ...]]
"""The new container, and the wires of the graph around it."""


def single(holder: Node, node: Node, empty: Node) -> Wired:
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


def chain(holder: Node, nodes: list[Node], empty: Node) -> Wired:
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


def branches(holder: Node, nodes: list[Node], empty: Node, feed: str) -> Wired:
    """Branches that do not feed one another; their outputs become the entries of the container's, in this
    order.
    """
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


def graph(holder: Node, nodes: list[Node], empty: Node) -> Wired:
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
        within.append(replace(wire, source=INPUT, strand=at if len(ins) > 1 else None))
    within += [Wire(source, OUTPUT, port, strand) for port, (source, strand) in enumerate(outs)]
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
