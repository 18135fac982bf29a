"""Unwrap: the modules of a container take its place. The exact inverse of `wrap`.

What flows is followed through the container: each wire at it becomes the wire that carries the same to or
    from the
module within.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from app.document.described import find, is_graph, title
from app.document.edits.change import changed
from app.document.edits.places import corner, minus, moved
from app.document.edits.wires import place
from app.document.flow import flow, incoming
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId, Wire
from app.document.refused import Refused


@dataclass(frozen=True, slots=True)
class Tap:
    """What a wire can take: all that a node gives, or one entry of it."""

    source: NodeId
    strand: int | None = None


Flow = Tap | tuple["Flow | None", ...] | None
"""What flows somewhere: one tap, a table of them, or nothing that is known."""


def unwrap(doc: Document, id: NodeId) -> Document:
    """With the modules of this container in its place, wired as it fed and joined them.

    Raises:
        Refused: when wires cannot do what the container does, or it is none.
    """
    found = index(doc)
    parent = found.parents.get(id)
    if id not in found.nodes or parent is None:
        raise Refused("Choose a container to unwrap.")
    container, holder = found.nodes[id], found.nodes[parent]
    if find(container.module).spec.children is None:
        raise Refused(f"{title(container)} holds no modules, so there is nothing to unwrap.")
    if container.muted:
        raise Refused(f"{title(container)} is muted, and what is inside it would run again. Unmute it first.")
    if container.frozen:
        inner = tuple(replace(child, frozen=True) for child in container.children)
        container = replace(container, children=inner, frozen=False)
        holder = replace(holder, children=tuple(container if c.id == id else c for c in holder.children))
    unwrapped = _in_graph(holder, container) if is_graph(holder) else _among(holder, container)
    return changed(doc, holder.id, lambda _: unwrapped)


def _among(holder: Node, container: Node) -> Node:
    """The modules among the ordered children of `holder`."""
    nodes = _standing(container)
    if is_graph(container):
        running = flow(container)
        order = [*running.used, *running.idle]
        ends = zip([INPUT, *order], [*order, OUTPUT], strict=True)
        if {Wire(source, target) for source, target in ends} != set(container.wires):
            raise Refused(f"The modules of this graph are no chain, so {holder.module} cannot hold them.")
        nodes = sorted(nodes, key=lambda node: order.index(node.id))
    most = find(holder.module).spec.children.most
    if most is not None and len(holder.children) - 1 + len(nodes) > most:
        raise Refused(f"{holder.module} holds {most} only, so {container.module} must stay.")
    at = holder.children.index(container)
    return replace(holder, children=(*holder.children[:at], *nodes, *holder.children[at + 1 :]))


def _standing(container: Node) -> list[Node]:
    """The modules as they stand around the container's place."""
    if not container.children:
        return []
    offset = minus(container.at, corner(container.children))
    return [moved(child, offset) for child in container.children]


def _in_graph(holder: Node, container: Node) -> Node:
    """The modules as free children of `holder`, wired."""
    into = incoming(holder)
    entering = _value(into.get(container.id, []))
    inner, output = _inside(container, entering)
    wires = [w for w in holder.wires if container.id not in (w.source, w.target)] + inner
    for wire in holder.wires:
        if wire.source == container.id:
            alone = len(into[wire.target]) == 1
            flow = output if wire.strand is None else _entry(output, wire.strand)
            wires += _wires(flow, wire.target, wire.port, alone)
    children = [*(child for child in holder.children if child is not container), *_standing(container)]
    return replace(
        holder,
        children=tuple(sorted(children, key=lambda child: child.id)),
        wires=tuple(sorted(wires, key=place)),
    )


def _inside(container: Node, entering: Flow) -> tuple[list[Wire], Flow]:
    """The wires at the modules when they stand free, and what leaves them for the container's output."""
    kind = find(container.module).spec.children
    ids = [child.id for child in container.children]
    if is_graph(container):
        return _of_graph(container, entering)
    if len(ids) == 1:
        output: Flow = (Tap(ids[0]),) if kind.join == "table" else Tap(ids[0])
        return _wires(entering, ids[0], 0, True), output
    if kind.feed == "chain":
        flows = [entering, *map(Tap, ids)]
        feeding = [_wires(flow, id, 0, True) for flow, id in zip(flows, ids, strict=False)]
        return list(chain.from_iterable(feeding)), flows[-1]
    if kind.join == "table" and kind.feed in ("all", "each"):
        each = kind.feed == "each"
        feeding = [_wires(_entry(entering, i) if each else entering, id, 0, True) for i, id in enumerate(ids)]
        return list(chain.from_iterable(feeding)), tuple(map(Tap, ids))
    raise Refused(f"{title(container)} does more than feed its modules; wires alone cannot do that.")


def _of_graph(container: Node, entering: Flow) -> tuple[list[Wire], Flow]:
    into = incoming(container)
    wires = [w for w in container.wires if w.source != INPUT and w.target != OUTPUT]
    for wire in container.wires:
        if wire.source == INPUT and wire.target != OUTPUT:
            flow = entering if wire.strand is None else _entry(entering, wire.strand)
            wires += _wires(flow, wire.target, wire.port, len(into[wire.target]) == 1)
    return wires, _value(into.get(OUTPUT, []), lambda tap: _through(tap, entering))


def _through(tap: Tap, entering: Flow) -> Flow:
    """What a tap inside takes, where it may take what enters."""
    if tap.source != INPUT:
        return tap
    return entering if tap.strand is None else _entry(entering, tap.strand)


def _value(wires: list[Wire], seen: Callable[[Tap], Flow] = lambda tap: tap) -> Flow:
    """What wires bring together: nothing, one thing, or a table with an entry for each port."""
    taps = {wire.port: seen(Tap(wire.source, wire.strand)) for wire in wires}
    if not taps:
        return None
    if set(taps) == {0}:
        return taps[0]
    return tuple(taps.get(port) for port in range(max(taps) + 1))


def _entry(flow: Flow, number: int) -> Flow:
    """One entry of a table that flows.

    Raises:
        Refused: when no wire can take it.
    """
    if isinstance(flow, Tap):
        if flow.strand is not None:
            raise Refused(
                "A wire cannot take an entry of an entry of a table. Put a SelectTable there first."
            )
        return Tap(flow.source, number)
    return flow[number] if flow is not None and number < len(flow) else None


def _wires(flow: Flow, target: NodeId, port: int, alone: bool) -> list[Wire]:
    """The wires that bring `flow` to an input: one, or, where nothing else goes in, one for each entry of a
    table.

    Raises:
        Refused: when wires cannot bring it.
    """
    if flow is None:
        return []
    if isinstance(flow, Tap):
        return [Wire(flow.source, target, port, flow.strand)]
    if not alone or len(flow) < 2 or any(isinstance(entry, tuple) for entry in flow):
        raise Refused("A wire leaves here with a whole table, which free modules cannot make. Join it first.")
    return [Wire(e.source, target, at, e.strand) for at, e in enumerate(flow) if isinstance(e, Tap)]
