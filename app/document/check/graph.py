"""The walk through a graph: along its wires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.document.check.facts import Facts, Problem
from app.document.check.following import filled
from app.document.flow import flow
from app.document.model import INPUT, OUTPUT, Node, NodeId, Wire
from nncore.shapes import Shape, Tensor, words

Walk = Callable[[Node, Shape | None], Facts]


def walk_graph(node: Node, x: Shape | None, walk: Walk) -> Facts:
    """The facts about a graph that gets `x`; `walk` gives those of its children."""
    nodes = {child.id: child for child in node.children}
    running = flow(node)
    wires, alive = running.into, set(running.used)
    outputs: dict[NodeId, Shape | None] = {INPUT: x}
    flowing: list[tuple[Wire, Shape | None]] = []
    found: list[Facts] = []
    lacking: list[tuple[NodeId, int | None]] = []
    for id in (*running.used, *running.idle, OUTPUT):
        into = wires.get(id, [])
        shapes = [carried(wire, outputs[wire.source]) for wire in into]
        flowing += zip(into, shapes, strict=True)
        gap = first_gap(into)
        if gap is not None and (id in alive or id == OUTPUT):
            lacking.append((id, gap if into else None))
        entering = gathered(shapes) if gap is None else None
        if id == OUTPUT:
            outputs[OUTPUT] = entering
            continue
        facts = walk(nodes[id], entering)
        if (torn := _torn(into, outputs)) is not None and facts.problem is None:
            facts = replace(facts, input=None, output=None, problem=torn)
        found.append(facts)
        outputs[id] = facts.output
    unused = frozenset(nodes) - alive
    torn = _torn(wires.get(OUTPUT, []), outputs)
    made = filled(node, node, tuple(found))
    return Facts(
        node.id, x, outputs[OUTPUT], torn, tuple(found), tuple(flowing), tuple(lacking), unused, made
    )


def carried(wire: Wire, shape: Shape | None) -> Shape | None:
    """What a wire carries of what its source gives."""
    if wire.strand is None or shape is None:
        return shape
    return shape[wire.strand] if isinstance(shape, tuple) and wire.strand < len(shape) else None


def gathered(shapes: list[Shape | None]) -> Shape | None:
    """What wires bring together: one shape as it is, several as a table."""
    known = [shape for shape in shapes if shape is not None]
    if len(known) < len(shapes) or not known:
        return None
    return known[0] if len(known) == 1 else tuple(known)


def first_gap(wires: list[Wire]) -> int | None:
    """The first port without a wire among and before those that have one; port 0 when none has."""
    ports = {wire.port for wire in wires}
    return next((port for port in range(max(ports, default=0) + 1) if port not in ports), None)


def _torn(wires: list[Wire], outputs: dict[NodeId, Shape | None]) -> Problem | None:
    """A wire that takes an entry which its source does not give."""
    for wire in wires:
        shape = outputs[wire.source]
        if wire.strand is None or shape is None:
            continue
        if isinstance(shape, Tensor) or wire.strand >= len(shape):
            none = "no table comes" if isinstance(shape, Tensor) else "the table has fewer"
            return Problem(
                f"a wire takes entry {wire.strand + 1}, and {none}",
                got=words(shape),
                needs=f"a table of at least {wire.strand + 1}",
                source=wire.source,
            )
    return None
